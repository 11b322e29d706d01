"""No picture takes the memory of the machine, however it is made and however many come at once."""

from __future__ import annotations

import io
import subprocess
import sys
from pathlib import Path

import pytest
from PIL import Image

from portal.web.uploads import checked

ROOT = Path(__file__).parent.parent.parent
MOST = 150  # megabytes above rest
PEAK = [sys.executable, "-m", "tests.web.picture_peak"]


def picture(kind: str, mode: str, width: int, height: int, **about: object) -> bytes:
    out = io.BytesIO()
    Image.new(mode, (width, height)).save(out, kind, **about)
    return out.getvalue()


def judged(data: bytes, at_once: int = 1) -> tuple[int, list[str]]:
    done = subprocess.run([*PEAK, str(at_once)], input=data, capture_output=True, cwd=ROOT, check=True)
    peak, *refusals = done.stdout.decode().split()
    return int(peak), refusals


def test_thirty_nine_megapixels_in_a_small_file_are_refused_without_being_decoded():
    peak, refusals = judged(picture("PNG", "RGB", 6240, 6240), at_once=4)
    assert (refusals, peak < 10) == (["large"] * 4, True)


@pytest.mark.parametrize(
    ("kind", "mode", "width", "height"),
    [
        ("PNG", "RGBA", 4000, 4000),
        ("PNG", "LA", 4000, 4000),
        ("PNG", "P", 4000, 4000),
        ("PNG", "I;16", 4000, 4000),
        ("PNG", "RGB", 4000, 4000),
        ("PNG", "RGB", 16_000, 1000),
        ("JPEG", "RGB", 8000, 8000),
        ("JPEG", "CMYK", 4000, 4000),
        ("WEBP", "RGBA", 2449, 2449),
    ],
)
def test_the_largest_that_is_taken_stays_below_the_bound(kind, mode, width, height):
    peak, refusals = judged(picture(kind, mode, width, height))
    assert refusals == []
    assert peak < MOST


def test_of_four_at_once_one_is_decoded_at_a_time():
    peak, refusals = judged(picture("PNG", "RGBA", 4000, 4000), at_once=4)
    assert refusals == []
    assert peak < MOST


def test_a_progressive_jpeg_is_held_as_a_whole_so_less_of_it_is_taken():
    assert judged(picture("JPEG", "RGB", 5000, 4000, progressive=True))[1] == ["large"]
    peak, refusals = judged(picture("JPEG", "RGB", 4000, 4000, progressive=True, subsampling=0))
    assert (refusals, peak < MOST) == ([], True)


MODES = {
    "PNG": ("1", "L", "P", "LA", "RGB", "RGBA", "I;16"),
    "JPEG": ("L", "RGB", "CMYK"),
    "WEBP": ("L", "RGB", "RGBA"),
}
COLOUR = (200, 80, 40)


@pytest.mark.parametrize(("kind", "mode"), [(kind, mode) for kind, modes in MODES.items() for mode in modes])
def test_colours_and_opacity_stay_as_they_were(kind, mode):
    colours = Image.new("RGBA", (2500, 40), (*COLOUR, 128))
    source = colours.convert("L").convert(mode) if mode in ("I;16", "1") else colours.convert(mode)
    out = io.BytesIO()
    source.save(out, kind)
    kept = Image.open(io.BytesIO(checked(out.getvalue())[0]))
    assert kept.size == (2400, 38)
    if mode in ("P", "RGB", "RGBA"):
        seen = kept.convert("RGBA").getpixel((1200, 19))
        wanted = (*COLOUR, 255 if mode == "RGB" else 128)
        assert all(abs(part - other) < 12 for part, other in zip(seen, wanted, strict=True))


def test_greys_of_sixteen_bits_stay_greys():
    source = Image.new("I;16", (3, 1))
    source.putdata([0, 100 * 256, 65_535])
    out = io.BytesIO()
    source.save(out, "PNG")
    kept = Image.open(io.BytesIO(checked(out.getvalue())[0])).convert("L")
    assert [kept.getpixel((place, 0)) for place in range(3)] == [0, 100, 255]
