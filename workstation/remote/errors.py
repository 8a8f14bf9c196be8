"""What can go wrong on the way to the server, by who has to do something about it."""

from typing import Final

from workstation.domain.errors import Problem


class RemoteFault(Exception):
    """A call did not come to its answer.

    Attributes:
        code: stable name, for the link's state and for wording.
        passing: whether the same call may succeed later without anybody's doing.
        retry_after_s: what the server asked one to wait, or 0.
    """

    code: str = "unreachable"
    passing: bool = True

    def __init__(self, reason: str = "", *, retry_after_s: float = 0.0) -> None:
        super().__init__(reason or self.code)
        self.reason = reason
        self.retry_after_s = retry_after_s


class Unreachable(RemoteFault):
    """No answer, or only a part of one: no network, wrong address, cut off, timed out.

    Attributes:
        sent: whether the request had gone out (then somebody is there, and it may have taken effect).
    """

    sent: bool = False


class Untrusted(Unreachable):
    """The certificate is not accepted: a foreign authority, another name, expired (or our clock is wrong)."""

    code = "untrusted"


class NotOurServer(RemoteFault):
    """Somebody else answers at this address: another program, a hotel's sign-in page, a redirect."""

    code = "not_our_server"


class ServerFault(RemoteFault):
    """The server (or what stands before it) answers 5xx or with what can't be read."""

    code = "server_fault"


class LogGone(RemoteFault):
    """The log can't be followed from there: it no longer reaches back, or holds what this desk can't read."""

    code = "gone"
    passing = False


class Cancelled(RemoteFault):
    """The call was broken off by us (stop, wake)."""

    code = "cancelled"


class ProblemFault(RemoteFault):
    """The server answered with a problem document."""

    def __init__(self, problem: Problem, *, retry_after_s: float = 0.0) -> None:
        super().__init__(problem.code, retry_after_s=retry_after_s)
        self.problem = problem


class Refused(ProblemFault):
    """The server says no, by a rule; `problem` says which. Passing only when it is about haste (429)."""

    def __init__(self, problem: Problem, *, retry_after_s: float = 0.0) -> None:
        super().__init__(problem, retry_after_s=retry_after_s)
        self.code = problem.code
        self.passing = problem.status == 429


class SignedOut(ProblemFault):
    """The token is not (or no longer) accepted."""

    code = "not_signed_in"
    passing = False


class InsecureAddress(ValueError):
    """The address is no https one and leads off this machine, or is no address at all."""

    code: Final = "insecure_address"
