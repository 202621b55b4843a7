"""`verify.pyz`: the verifier and all that it imports, in one file that any Python from 3.11 on runs, offline and alone.

The same sources give the same bytes on every machine: the files are sorted, undated and stored without compression, whose
output differs from one zlib to the next. So who trusts the sources can build the file and compare it with the one he got.
What goes in is found by following the import statements of the sources; nothing is listed by hand. `cryptography`, which the
verifier uses where it is installed and does without elsewhere, is not pure Python and stays out.
"""

import ast
import io
import sys
import sysconfig
import zipfile
from collections.abc import Iterator, Mapping
from importlib import metadata
from pathlib import Path

OURS = frozenset({"station", "firmware_bridge"})
OPTIONAL = "cryptography"
_ENTRY = "station.verify.__main__"
_OWN = Path(__file__).parents[1]
_LIBRARIES = Path(sysconfig.get_path("purelib"))
_FIRST_LINE = b"#!/usr/bin/env python3\n"
_UNDATED = (1980, 1, 1, 0, 0, 0)  # the earliest that a zip file can say
_UNIX = 3
_FILE_MODE, _FOLDER_MODE = 0o100644 << 16, 0o040755 << 16
_LICENCE_NAMES = ("LICENSE", "LICENCE", "COPYING", "NOTICE")


class CannotBundle(Exception):
    """The verifier imports what cannot go into one file for every Python."""

    def __init__(self, what: str, reason: str) -> None:
        super().__init__(f"The verifier cannot be put into one file: {what} {reason}.")
        self.what = what
        self.reason = reason


def verifier() -> bytes:
    """Return the bytes of `verify.pyz`; raise `CannotBundle`."""
    modules = _reachable(_ENTRY)
    files = {str(path.relative_to(_root(name))): path.read_bytes() for name, path in modules.items()}
    files["__main__.py"] = modules[_ENTRY].read_bytes()
    for package in {name.partition(".")[0] for name in modules} - OURS:
        files |= _licences(package)
    return _FIRST_LINE + _zipped(files)


def _reachable(start: str) -> dict[str, Path]:
    """Return the source file of every module that running `start` may import, by the module's name."""
    found: dict[str, Path] = {}
    waiting = [start]
    while waiting:
        name = waiting.pop()
        path = None if name in found else _source(name)
        if path is not None:
            found[name] = path
            waiting += [name.rpartition(".")[0], *_imported(name, path)]
    return found


def _imported(name: str, path: Path) -> Iterator[str]:
    """Yield every name that a module's import statements may mean a module by."""
    package = name if path.name == "__init__.py" else name.rpartition(".")[0]
    for node in ast.walk(ast.parse(path.read_bytes(), str(path))):
        if isinstance(node, ast.Import):
            yield from (each.name for each in node.names)
        elif isinstance(node, ast.ImportFrom):
            parents = package.split(".")[: len(package.split(".")) + 1 - node.level] if node.level else []
            base = ".".join([*parents, *([node.module] if node.module else [])])
            yield base
            yield from (f"{base}.{each.name}" for each in node.names)


def _source(name: str) -> Path | None:
    """Return a module's file; None for the standard library, for what is not installed, and for no module at all."""
    top = name.partition(".")[0]
    if not name or top in sys.stdlib_module_names or top == OPTIONAL:
        return None
    place = _root(name).joinpath(*name.split("."))
    for path in (place / "__init__.py", place.with_name(f"{place.name}.py")):
        if path.is_file():
            return path
    if any(place.parent.glob(f"{place.name}.*.so")):
        raise CannotBundle(name, "is not pure Python")
    return None


def _root(name: str) -> Path:
    return _OWN if name.partition(".")[0] in OURS else _LIBRARIES


def _licences(package: str) -> dict[str, bytes]:
    found: dict[str, bytes] = {}
    for name in metadata.packages_distributions()[package]:
        distribution = metadata.distribution(name)
        for file in distribution.files or ():
            if file.name.upper().startswith(_LICENCE_NAMES):
                found[f"licences/{name}-{distribution.version}/{file.name}"] = file.read_binary()
    if not found:
        raise CannotBundle(package, "comes without its licence")
    return found


def _zipped(files: Mapping[str, bytes]) -> bytes:
    """Pack the files. Their folders stand there too: Python before 3.13 finds no package without `__init__.py` otherwise."""
    folders = {f"{parent}/" for file in files for parent in Path(file).parents if parent.name}
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_STORED) as archive:
        for name in sorted({*files, *folders}):
            info = zipfile.ZipInfo(name, _UNDATED)
            info.create_system = _UNIX
            info.external_attr = _FOLDER_MODE if info.is_dir() else _FILE_MODE
            archive.writestr(info, files.get(name, b""))
    return packed.getvalue()
