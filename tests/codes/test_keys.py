"""The key of the fingerprints comes from the secret of the instance, and is not the secret."""

from __future__ import annotations

from portal.codes.keys import code_key, derived, mark


def test_another_secret_makes_another_key_and_neither_is_the_secret():
    one, other = derived(b"a" * 32), derived(b"b" * 32)
    assert len({one, other, b"a" * 32}) == 3 and len(one) == 32
    assert one == derived(b"a" * 32)


def test_the_mark_tells_keys_apart_and_is_no_part_of_one():
    one, other = derived(b"a" * 32), derived(b"b" * 32)
    assert mark(one) != mark(other) and mark(one) not in one.hex()


def test_the_portal_derives_it_from_the_secret_key_of_its_instance(app):
    with app.app_context():
        assert code_key() == derived(app.secret_key)
