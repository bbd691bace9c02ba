"""Renews static/vendor from the npm packages that its manifest names (`make vendor`). Needs npm.

Run with a new version in the manifest; the hashes in it are rewritten, and the difference is there
to be reviewed.
"""

import hashlib
import json
import re
import subprocess
import tarfile
import tempfile
from pathlib import Path

VENDOR = Path(__file__).resolve().parents[2] / "static" / "vendor"
MANIFEST = VENDOR / "manifest.json"

# What is left out of the packages' files: names of files that are not shipped (WhiteNoise's
# manifest storage refuses a reference to a missing file). The woff font is for browsers without
# woff2.
LEFT_OUT = (
    re.compile(rb"\n?/\*# sourceMappingURL=[^*]*\*/"),
    re.compile(rb"\n?//# sourceMappingURL=\S*"),
    re.compile(rb',url\("fonts/bootstrap-icons\.woff\?[0-9a-f]*"\) format\("woff"\)'),
)


def sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def trimmed(path: str, content: bytes) -> bytes:
    if path.endswith((".css", ".js")):
        for pattern in LEFT_OUT:
            content = pattern.sub(b"", content)
    return content


def fetch(name: str, version: str, into: Path) -> Path:
    """Download the package's tarball with npm; its path."""
    packed = subprocess.run(
        ["npm", "pack", "--silent", "--pack-destination", str(into), f"{name}@{version}"],
        check=True,
        capture_output=True,
        text=True,
    )
    return into / packed.stdout.split()[-1]


def main() -> None:
    manifest = json.loads(MANIFEST.read_text(encoding="utf-8"))
    with tempfile.TemporaryDirectory() as temporary:
        for package in manifest["packages"]:
            tarball = fetch(package["name"], package["version"], Path(temporary))
            with tarfile.open(tarball) as archive:
                for path, entry in package["files"].items():
                    member = archive.extractfile(f"package/{entry['from']}")
                    assert member is not None, entry["from"]
                    content = trimmed(path, member.read())
                    (VENDOR / path).parent.mkdir(parents=True, exist_ok=True)
                    (VENDOR / path).write_bytes(content)
                    entry["sha256"] = sha256(content)
    MANIFEST.write_text(json.dumps(manifest, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
