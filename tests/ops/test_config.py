"""Every setting: read from the environment, refused in one line when it cannot be understood."""

from __future__ import annotations

from dataclasses import fields
from pathlib import Path

import pytest

from portal.config import Config, ConfigError

DOCS = Path(__file__).parent.parent.parent / "docs" / "operations.md"


def test_a_bare_environment_gives_a_portal_only_this_machine_can_reach():
    config = Config.from_env({})
    assert (config.host, config.port, config.https, config.proxy_hops) == ("127.0.0.1", 8080, False, 0)
    assert config.hosts == ("localhost", "127.0.0.1")
    assert config.instance.name == "instance"
    assert config.database_url == ""


def test_each_value_is_read_as_its_type():
    config = Config.from_env(
        {
            "PORTAL_INSTANCE": "/srv/portal",
            "PORTAL_PORT": " 9000 ",
            "PORTAL_HTTPS": "YES",
            "PORTAL_TRUSTED_HOSTS": "portal.example, buy.example",
            "PORTAL_LOG_LEVEL": "warning",
        }
    )
    assert config.instance == Path("/srv/portal")
    assert config.port == 9000
    assert config.https is True
    assert config.trusted_hosts == ("portal.example", "buy.example")
    assert config.log_level == "WARNING"


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("PORT", "80a"),
        ("PORT", "0"),
        ("PORT", "65536"),
        ("PORT", "٨٠٨٠"),
        ("HTTPS", "maybe"),
        ("PROXY_HOPS", "-1"),
        ("THREADS", "0"),
        ("UPLOAD_MB", "1.5"),
        ("LOG_LEVEL", "loud"),
        ("TRUSTED_HOSTS", "http://portal.example"),
        ("DATABASE_URL", "mysql://root@db/portal"),
        ("JOBS_URL", "amqp://queue/portal"),
        ("DEMO_PASSWORD", "short"),
    ],
)
def test_a_bad_value_is_refused_by_name(name, text):
    with pytest.raises(ConfigError) as refused:
        Config.from_env({f"PORTAL_{name}": text})
    assert f"PORTAL_{name}" in str(refused.value)
    assert "wanted" in str(refused.value)


def test_a_refusal_never_repeats_a_password():
    for name, secret in (("DATABASE_URL", "mysql://root:sesame@db/portal"), ("DEMO_PASSWORD", "sesame")):
        with pytest.raises(ConfigError) as refused:
            Config.from_env({f"PORTAL_{name}": secret})
        assert "sesame" not in str(refused.value)


def test_open_to_the_network_it_answers_to_this_machines_own_names_and_no_others():
    hosts = Config.from_env({"PORTAL_HOST": "0.0.0.0", "PORTAL_TRUSTED_HOSTS": "portal.example"}).hosts
    assert {"localhost", "127.0.0.1", "portal.example"} <= set(hosts)
    assert len(hosts) > 3
    assert not any(name in ("", "*", "0.0.0.0") or name.startswith(".") for name in hosts)


def test_every_setting_is_documented_with_its_default():
    text = DOCS.read_text(encoding="utf-8")
    for each in fields(Config):
        assert f"`PORTAL_{each.name.upper()}`" in text
        assert each.metadata["doc"] in text
