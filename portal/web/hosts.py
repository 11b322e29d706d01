"""The names and addresses under which browsers may reach this machine."""

from __future__ import annotations

import socket
import struct
import sys

LOOPBACK = ("localhost", "127.0.0.1")
EVERYWHERE = ("0.0.0.0", "::", "")  # noqa: S104
SIOCGIFADDR = 0x8915


def own_names(host: str) -> tuple[str, ...]:
    """The Host headers to answer when listening on `host`; those of the whole machine when it listens everywhere."""
    if host in LOOPBACK:
        return LOOPBACK
    if host in EVERYWHERE:
        return tuple(dict.fromkeys((*LOOPBACK, *machine_names(), *machine_addresses())))
    return (*LOOPBACK, host)


def machine_names() -> list[str]:
    name = socket.gethostname().lower()
    short = name.split(".")[0]
    return [name, short, f"{short}.local"]


def machine_addresses() -> list[str]:
    """The IPv4 addresses of this machine, without asking any name server."""
    of_interfaces = _of_interfaces() if sys.platform == "linux" else []
    return list(dict.fromkeys((*of_interfaces, *_of_default_route(), *_of_own_name())))


def _of_interfaces() -> list[str]:
    import fcntl  # not on Windows

    addresses = []
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        for _index, name in socket.if_nameindex():
            try:
                answer = fcntl.ioctl(probe, SIOCGIFADDR, struct.pack("256s", name.encode()[:15]))
            except OSError:  # an interface without an IPv4 address
                continue
            addresses.append(socket.inet_ntoa(answer[20:24]))
    return [address for address in addresses if not address.startswith("127.")]


def _of_default_route() -> list[str]:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))  # sends nothing: a datagram socket only picks its own address
        except OSError:
            return []
        return [str(probe.getsockname()[0])]


def _of_own_name() -> list[str]:
    if sys.platform == "linux":
        return []
    try:
        return socket.gethostbyname_ex(socket.gethostname())[2]
    except OSError:
        return []
