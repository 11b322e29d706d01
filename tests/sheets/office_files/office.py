"""LibreOffice without a window."""

from __future__ import annotations

import subprocess
import tempfile
from pathlib import Path

# The delimiter is a code point, encodings and sheets are numbered.
CSV = "csv:Text - txt - csv (StarCalc):{delimiter},34,{encoding},1,,0,false,true,false,false,false,{sheet}"
GB18030, UTF_16, COMMA, TAB = 85, 65535, 44, 9


def converted(path: Path, kind: str, folder: Path) -> Path:
    """The file in another format; `kind` is an ending, perhaps with the name of a filter."""
    with tempfile.TemporaryDirectory() as profile:
        command = ["soffice", f"-env:UserInstallation=file://{profile}", "--headless", "--convert-to", kind]
        command += ["--outdir", str(folder), str(path)]
        subprocess.run(command, check=True, capture_output=True, timeout=300)
    made = list(folder.glob(f"{path.stem}*.{kind.split(':')[0]}"))
    assert len(made) == 1, f"LibreOffice made no {kind} of {path.name}"
    return made[0]
