"""The web server: granian with one process, a front that reads bodies, and a few threads."""

from __future__ import annotations

import errno
import os
import socket
import ssl
from collections.abc import Callable
from functools import cache

from flask import Flask
from granian.constants import HTTPModes, Interfaces, SSLProtocols
from granian.log import LogLevels
from granian.server import Server

from portal.app import create_app
from portal.config import Config
from portal.database import open_database
from portal.jobs.shift import Shift
from portal.ops import instance, lock
from portal.ops.front.front import Front
from portal.ops.refusal import Refusal
from portal.web.hosts import EVERYWHERE

# Long enough for every answer in flight, short enough for a machine that shuts down.
SECONDS_TO_FINISH = 10
# Each connection is an open file: with those of the work behind them they stay below the limit of the system.
CONNECTIONS = 512
OPEN_FILES = 2048


class ServerError(Refusal):
    """The server cannot listen."""


def working() -> Front:
    """The application behind its front, and beside it the shift that does its jobs, unless others share them."""
    app = application()
    if not app.config["JOBS_URL"]:
        Shift(app.extensions["jobs"]).begin()
    config = Config.from_env(os.environ)
    return Front(app, config.threads, app.config["MAX_CONTENT_LENGTH"], config.proxy_hops)


@cache
def application() -> Flask:
    """The portal as the environment describes it; wsgi.py hands it to any other WSGI server."""
    os.umask(0o077)
    config = Config.from_env(os.environ)
    instance.prepare(config.instance)
    open_database(config.database_url, config.instance)
    app = create_app(config)
    app.extensions["lock"] = lock.join(config.instance)  # a restore waits until this process has ended
    return app


def serve(config: Config, ready: Callable[[], None]) -> None:
    """Answer requests until SIGTERM or Ctrl-C; `ready` is called once the port is ours."""
    allow_open_files()
    server = Server(
        "portal",
        address=ip_address(config.host),
        port=config.port,
        interface=Interfaces.ASGI,
        http=HTTPModes.http1,
        workers=1,
        backpressure=CONNECTIONS,
        workers_kill_timeout=SECONDS_TO_FINISH,
        websockets=False,
        ssl_cert=config.certificate,
        ssl_key=config.certificate_key,
        ssl_protocol_min=SSLProtocols.tls12,
        log_level=LogLevels.warning,
    )
    server.on_startup(ready)
    # A module-level function, since a process that is spawned instead of forked builds its own application.
    server.serve(target_loader=working, wrap_loader=False)


def allow_open_files() -> None:
    """Some systems allow a program 256 open files unless it asks for more."""
    if os.name != "posix":
        return
    import resource  # not on Windows

    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = OPEN_FILES if hard == resource.RLIM_INFINITY else min(OPEN_FILES, hard)
    if soft != resource.RLIM_INFINITY and soft < wanted:
        resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))


def ip_address(host: str) -> str:
    try:
        return str(socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)[0][4][0])
    except OSError:
        raise ServerError(f"this machine has no address {host}") from None


def check_certificate(config: Config) -> None:
    """Raises ServerError when the certificate and its key could not be used, or when others can read the key."""
    if not (config.certificate and config.certificate_key):
        return
    if instance.open_to_others(config.certificate_key):
        key = config.certificate_key
        raise ServerError(f"the key of the certificate can be read by others: chmod 600 {key}")
    try:
        # An empty password, so that a key that wants one is refused instead of asked for.
        ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER).load_cert_chain(config.certificate, config.certificate_key, lambda: "")
    except OSError as error:
        why = error.reason if isinstance(error, ssl.SSLError) else error.strerror
        raise ServerError(f"{config.certificate} and {config.certificate_key} do not serve: {why}") from None


def check_port(config: Config) -> None:
    """Raises ServerError when nobody could listen there."""
    address = ip_address(config.host)
    with socket.socket(socket.AF_INET6 if ":" in address else socket.AF_INET) as probe:
        if os.name == "posix":
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((address, config.port))
            probe.listen()
        except OSError as error:
            raise ServerError(_why(error, config)) from None


def _why(error: OSError, config: Config) -> str:
    if error.errno == errno.EADDRINUSE:
        return f"port {config.port} is taken by another program: choose another with --port"
    if error.errno == errno.EACCES:
        return f"port {config.port} needs more rights: choose one above 1023 with --port"
    return f"cannot listen on {config.host}:{config.port}: {error.strerror}"


def urls(config: Config) -> list[str]:
    """Where browsers find it, the most useful address first."""
    names = [name for name in config.hosts if not name.startswith(".")]
    if config.host not in EVERYWHERE:
        names = [*config.trusted_hosts, config.host]
    scheme = "https" if config.https else "http"
    port = "" if config.proxy_hops else f":{config.port}"
    return [f"{scheme}://{f'[{name}]' if ':' in name else name}{port}" for name in dict.fromkeys(names)]
