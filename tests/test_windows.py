"""The folder for Windows, assembled here from stand-ins of Python and of wheels: contents, paths, launchers."""

import hashlib
import importlib.util
import re
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent


def loaded():
    spec = importlib.util.spec_from_file_location("assemble_for_windows", ROOT / "windows" / "assemble.py")
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


windows = loaded()
PYTHON = {
    "python.exe": b"MZ",
    "pythonw.exe": b"MZ",
    "python311.zip": b"PK",
    "python311._pth": b"python311.zip\r\n.\r\n",
}


def archive(folder: Path, files: dict[str, bytes] = PYTHON) -> Path:
    path = folder / "python-embed.zip"
    with zipfile.ZipFile(path, "w") as target:
        for name, data in files.items():
            target.writestr(name, data)
    path.with_name("python-embed.zip.sha256").write_text(hashlib.sha256(path.read_bytes()).hexdigest())
    return path


def wheel(folder: Path, name: str, *needs: str, tag: str = "py3-none-any", files: tuple[str, ...] = ()) -> None:
    folder.mkdir(exist_ok=True)
    with zipfile.ZipFile(folder / f"{name}-1.0-{tag}.whl", "w") as target:
        said = "\n".join(("Metadata-Version: 2.1", f"Name: {name}", *(f"Requires-Dist: {one}" for one in needs)))
        target.writestr(f"{name}-1.0.dist-info/METADATA", said)
        for file in (f"{name}/__init__.py", *files):
            target.writestr(file, "")


def wheels(folder: Path) -> Path:
    wheel(
        folder,
        "vanban",
        "alpha>=1",
        'django>=5.2 ; extra == "app"',
        'dask ; extra == "dask"',
        files=("generator/x.py",),
    )
    wheel(folder, "alpha", 'colorama ; sys_platform == "win32"', 'uvloop ; sys_platform != "win32"')
    wheel(folder, "colorama", files=("colorama-1.0.data/platlib/extra.py", "colorama-1.0.data/scripts/x"))
    wheel(folder, "Django", tag="cp311-cp311-win_amd64")
    return folder


def test_the_folder_holds_python_the_wheels_and_launchers(tmp_path) -> None:
    made = windows.assemble(archive(tmp_path), tmp_path / "ra" / "vanban", wheels=wheels(tmp_path / "goi"))
    packages = made / "python" / "Lib" / "site-packages"
    assert (packages / "generator" / "x.py").is_file()
    assert (packages / "extra.py").is_file()
    assert not list(packages.glob("*.data"))
    # What stands in the ._pth is all of sys.path; each of it is there.
    paths = (made / "python" / "python311._pth").read_bytes().decode("ascii").split("\r\n")
    assert paths == ["python311.zip", ".", "Lib\\site-packages", ""]
    assert all((made / "python" / one.replace("\\", "/")).exists() for one in paths)
    for name in ("vanban.bat", "vanban.vbs"):
        data = (made / name).read_bytes()
        assert data.isascii()
        assert data.count(b"\n") == data.count(b"\r\n") > 2
    bat = (made / "vanban.bat").read_text(encoding="ascii")
    assert '"%~dp0python\\python.exe" -m generator app' in bat
    # Whatever the folder is called: each path in quotes, none built of what a name could break out of.
    lines = bat.split("\n")
    assert all(line.count('"') % 2 == 0 and "!" not in line for line in lines)
    assert all(re.search(r'"[^"]*%(?:~dp0|noi%)[^"]*"', line) for line in lines if "%~dp0" in line or "%noi%" in line)
    # Nothing runs where the workplace could not be entered, a folder of the network can.
    begun = next(at for at, one in enumerate(lines) if "generator app" in one)
    assert lines.index('pushd "%noi%" || goto khong') < begun
    assert lines[lines.index(":khong") :][-2:] == ["exit /b 1", ""]
    assert 'shell.Run """" & here & "\\vanban.bat""", 7, False' in (made / "vanban.vbs").read_text(encoding="ascii")
    listed = (made / "THANH-PHAN.txt").read_text(encoding="utf-8").split("\n")
    assert "python-embed.zip sha256" in listed[0]
    assert {"alpha==1.0", "colorama==1.0", "vanban==1.0"} <= {one.strip() for one in listed}
    # Again over what stands: the same, and nothing left beside it.
    windows.assemble(tmp_path / "python-embed.zip", made, wheels=tmp_path / "goi")
    assert [path.name for path in made.parent.iterdir()] == ["vanban"]


def test_what_windows_alone_needs_is_not_forgotten(tmp_path) -> None:
    folder = wheels(tmp_path / "goi")
    assert windows.lacking(folder, "11", {"vanban": {"app"}}) == []
    (folder / "colorama-1.0-py3-none-any.whl").unlink()
    assert windows.lacking(folder, "11", {"vanban": {"app"}}) == ["colorama"]
    with pytest.raises(windows.CannotAssembleError, match="colorama"):
        windows.assemble(archive(tmp_path), tmp_path / "vanban", wheels=folder)
    assert not (tmp_path / "vanban").exists()


def test_another_python_is_refused(tmp_path) -> None:
    path = archive(tmp_path)
    with pytest.raises(windows.CannotAssembleError, match="không phải 00"):
        windows.assemble(path, tmp_path / "vanban", expected="00")
    path.with_name("python-embed.zip.sha256").unlink()
    with pytest.raises(windows.CannotAssembleError, match="Thiếu mã kiểm"):
        windows.assemble(path, tmp_path / "vanban")
    for files in ({"a.txt": b""}, {"../ngoai": b"", **PYTHON}, {"C:/x": b"", **PYTHON}):
        with pytest.raises(windows.CannotAssembleError):
            windows.assemble(archive(tmp_path, files), tmp_path / "vanban", wheels=tmp_path)
    assert not (tmp_path.parent / "ngoai").exists()
    assert not (tmp_path / "vanban").exists()


def test_a_wheel_for_another_system_is_refused(tmp_path) -> None:
    folder = wheels(tmp_path / "goi")
    wheel(folder, "lxml", tag="cp311-cp311-manylinux2014_x86_64")
    with pytest.raises(windows.CannotAssembleError, match="manylinux"):
        windows.assemble(archive(tmp_path), tmp_path / "vanban", wheels=folder)
