"""A name service for tests. 127.0.0.2 plays the public network, 127.0.0.1 the private one."""

import socket
from collections.abc import Sequence
from ipaddress import ip_network

from monitoring.fetching import Policy

OUTSIDE = Policy(private_networks=(ip_network("127.0.0.2/32"),), interval=0, deadline=5.0)


class Names:
    """Gives the answers in turn, the last one for ever; an error is raised. `asked` are the names it was asked for."""

    def __init__(self, *answers: Sequence[str] | BaseException) -> None:
        self.answers = list(answers)
        self.asked: list[str] = []

    def __call__(self, host: str) -> Sequence[str]:
        self.asked.append(host)
        answer = self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]
        if isinstance(answer, BaseException):
            raise answer
        return answer


def no_such_name() -> socket.gaierror:
    return socket.gaierror(socket.EAI_NONAME, "Name or service not known")


def resolver_is_ill() -> socket.gaierror:
    return socket.gaierror(socket.EAI_AGAIN, "Temporary failure in name resolution")
