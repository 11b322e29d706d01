"""The machine, the settings, and the instance folder."""

from __future__ import annotations

import os
import platform
import re
import shutil
import sys
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from tempfile import TemporaryDirectory

from portal.app import create_app
from portal.config import ROOT, Config
from portal.core.disk import MB, is_low
from portal.ops import instance
from portal.ops.checks.finding import WARN, Finding, judged
from portal.web.access import UndeclaredRoute
from portal.web.hosts import LOOPBACK

LITTLE_SPACE = 128 * MB


def python(_config: Config) -> Finding:
    return judged("python", sys.version_info >= (3, 11), platform.python_version(), "Python 3.11 or newer is needed")


def packages(_config: Config) -> Finding:
    pinned = re.findall(r"^([a-z0-9-]+)==(\S+)", (ROOT / "requirements.lock").read_text(encoding="utf-8"), re.M)
    other = [f"{name} {version}" for name, wanted in pinned if (version := installed(name)) not in (wanted, None)]
    return judged("packages", not other, f"{len(pinned)} as locked", f"not as locked: {', '.join(other)}", WARN)


def installed(name: str) -> str | None:
    try:
        return version(name)
    except PackageNotFoundError:  # meant for another system
        return None


def debug(_config: Config) -> Finding:
    on = os.environ.get("FLASK_DEBUG", "0").lower() not in ("", "0", "false")
    return judged("debug mode", not on, "off", "FLASK_DEBUG is set: unset it")


def policy(_config: Config) -> Finding:
    try:
        with TemporaryDirectory() as folder:
            app = create_app(Config(instance=Path(folder)))
    except UndeclaredRoute as error:
        return judged("access", False, "", str(error))
    return judged("access", True, f"{len(app.view_functions)} routes, each with its permission", "")


def file_system(config: Config) -> Finding:
    kind = instance.network_kind(config.instance)
    return judged("file system", kind is None, "local", f"{config.instance} is on a network file system ({kind})")


def folder(config: Config) -> Finding:
    good = not instance.open_to_others(config.instance)
    return judged("instance folder", good, f"{config.instance}, only for its owner", f"chmod 700 {config.instance}")


def owner(config: Config) -> Finding:
    foreign = os.name == "posix" and config.instance.stat().st_uid != os.geteuid()
    return judged("owner", not foreign, "this account", "the instance folder belongs to another account", WARN)


def writable(config: Config) -> Finding:
    good = os.access(config.instance, os.W_OK | os.X_OK)
    return judged("writing", good, "possible", f"{config.instance} cannot be written")


def key(config: Config) -> Finding:
    path = config.instance / instance.KEY
    if not path.exists():
        return judged("secret key", False, "", "there is none: start the portal once", WARN)
    good = not instance.open_to_others(path)
    return judged("secret key", good, "only for its owner", f"it can be read by others: chmod 600 {path}")


def key_length(config: Config) -> Finding:
    path = config.instance / instance.KEY
    size = path.stat().st_size if path.exists() else 0
    return judged("key length", size >= instance.KEY_BYTES, f"{size * 8} bits", f"{size * 8} bits are too few")


def space(config: Config) -> Finding:
    usage = shutil.disk_usage(config.instance)
    left = f"{usage.free // MB:,} MB free"
    little = f"only {left} ({usage.free * 100 // usage.total} %): make room"
    if usage.free < LITTLE_SPACE:
        return judged("disk space", False, "", little)
    return judged("disk space", not is_low(usage.free, usage.total), left, little, WARN)


def plain_http(config: Config) -> Finding:
    good = config.https or config.host in LOOPBACK
    text = "https" if config.https else "only this machine can reach it"
    return judged("transport", good, text, f"plain http on {config.host}: passwords cross the network in clear", WARN)


def proxy(config: Config) -> Finding:
    wrong = config.https and not config.proxy_hops
    text = f"{config.proxy_hops} in front"
    missing = "https without a counted proxy: set PORTAL_PROXY_HOPS, or every visitor shares one address"
    return judged("proxy", not wrong, text, missing, WARN)


def hosts(config: Config) -> Finding:
    wide = [name for name in config.trusted_hosts if name in ("*", ".") or name.startswith(".")]
    return judged("host names", not wide, ", ".join(config.hosts), f"too wide: {', '.join(wide)}", WARN)


CHECKS = (
    python, packages, debug, policy, file_system, folder, owner, writable, key, key_length, space, plain_http, proxy,
    hosts,
)  # fmt: skip
