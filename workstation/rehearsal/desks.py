"""The desks of an exhibitor's people, signed in once each, to do something in their names."""

from collections.abc import Mapping

from workstation.domain.actions import Action, ActionRequest
from workstation.domain.ids import new_action_id
from workstation.remote.api import Api
from workstation.remote.session import Session


class Desks:
    """Signs people in when something is first done in their names.

    Args:
        url: of the running fair.
        passwords: of the exhibitors' accounts by login.
    """

    def __init__(self, url: str, passwords: Mapping[str, str]) -> None:
        self.url = url
        self._passwords = passwords
        self._signed_in: dict[str, Api] = {}

    def knows(self, login: str) -> bool:
        """Tell whether something can be done in the name of a login."""
        return login in self._passwords

    def of(self, login: str) -> Api:
        """Return the desk of a login.

        Raises:
            RemoteFault: the server can't be reached.
        """
        if login not in self._signed_in:
            api = Api(Session(self.url))
            api.session.token = api.sign_in(login, self._passwords[login], "rehearsal").token
            self._signed_in[login] = api
        return self._signed_in[login]

    def sign_out(self) -> None:
        """Sign out everybody who was signed in."""
        for api in self._signed_in.values():
            api.sign_out()


def act(api: Api, action: Action) -> None:
    """Do something once.

    Raises:
        RemoteFault: the server can't be reached, or refuses.
    """
    api.act(ActionRequest(id=new_action_id(), action=action))
