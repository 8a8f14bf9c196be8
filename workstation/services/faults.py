"""Turns what the files and the network do into refusals with a code, which is all that screens know."""

from collections.abc import Iterator
from contextlib import contextmanager

from workstation.domain.errors import Refusal
from workstation.storage.errors import StorageError


@contextmanager
def storage_refusals() -> Iterator[None]:
    """Turn errors of the local files into refusals: `disk_full`, `read_only`, `damaged`, `in_use`, `closed` …"""
    try:
        yield
    except StorageError as error:
        raise Refusal(error.code) from error


@contextmanager
def remote_refusals() -> Iterator[None]:
    """Turn faults of the network into refusals: `unreachable`, `not_our_server`, `server_fault` …"""
    from workstation.remote.errors import InsecureAddress, ProblemFault, RemoteFault

    try:
        yield
    except ProblemFault as fault:
        params = dict(fault.problem.params)
        if fault.retry_after_s:
            params.setdefault("retry_after_s", int(fault.retry_after_s))
        raise Refusal(fault.code, params) from fault
    except RemoteFault as fault:
        raise Refusal(fault.code) from fault
    except InsecureAddress as fault:
        raise Refusal("address_invalid") from fault
