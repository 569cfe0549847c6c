"""Certificates: one SVG that says who passed what, signed with Ed25519 (:rfc:`8032`).

The last line of the file is a comment with the signature of every byte before it; one other byte anywhere, or
one more, and the file is not what was signed. The QR code on it leads to the site's page, with the same
statement and a signature of its own, so that a print can be verified by a telephone, in its browser, without
a server.

Whom to believe is in two files: the public keys of issuers, and the certificates that were taken back.
"""

from __future__ import annotations

import base64
import datetime
import hashlib
import html
import io
import json
import re
import secrets
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from otlplab.learn.exam.paper import ExamError

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

COURSE = "OTLP, Hands On"
ISSUERS = Path(__file__).resolve().parents[4] / "book" / "_static" / "certificates" / "issuers.json"
"""Whom to believe: ``{"issuers": [{"id", "name", "public_key"}, …], "revoked": [{"id", "reason"}, …]}``."""

_SIGNATURE = re.compile(rb"<!-- otlplab ([0-9a-f]{128}) -->\n\Z")
_STATEMENT = re.compile(r'<metadata id="otlplab">([A-Za-z0-9_-]+)</metadata>')


@dataclass(frozen=True, slots=True)
class Statement:
    """What a certificate says. ``id`` is its number, ``issuer`` the id of the key that signed it."""

    id: str
    name: str
    part: str
    percent: float
    date: str
    issuer: str
    course: str = COURSE

    @property
    def bytes(self) -> bytes:
        """The statement as it is signed for the QR code."""
        return json.dumps(asdict(self), sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def new_key(path: Path, name: str) -> dict[str, str]:
    """Make an issuer's key at ``path`` (PEM, readable by its owner only); return the entry for the issuers'
    file.

    Raises :exc:`FileExistsError`: a key is never written over.
    """
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
    from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

    key = Ed25519PrivateKey.generate()
    path.touch(mode=0o600, exist_ok=False)
    path.write_bytes(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    public = key.public_key().public_bytes_raw().hex()
    return {"id": _issuer_id(public), "name": name, "public_key": public}


def read_key(path: Path) -> Ed25519PrivateKey:
    """The key at ``path``. Raises :exc:`ExamError`."""
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
    from cryptography.hazmat.primitives.serialization import load_pem_private_key

    try:
        key = load_pem_private_key(path.read_bytes(), None)
    except (OSError, ValueError, TypeError) as error:
        raise ExamError(f"{path} is no key: {error}") from None
    if not isinstance(key, Ed25519PrivateKey):
        raise ExamError(f"{path} is not an Ed25519 key")
    return key


def issue(
    key: Ed25519PrivateKey, name: str, part: str, percent: float, site: str, on: datetime.date
) -> bytes:
    """A signed certificate: ``part`` is what was passed, in words; ``site`` where the course's site is."""
    issuer = _issuer_id(key.public_key().public_bytes_raw().hex())
    statement = Statement(secrets.token_hex(8), name, part, percent, on.isoformat(), issuer)
    drawn = _draw(statement, link(key, statement, site)).encode()
    return drawn + f"<!-- otlplab {key.sign(drawn).hex()} -->\n".encode()


def link(key: Ed25519PrivateKey, statement: Statement, site: str) -> str:
    """The address in the QR code: the site's page, the statement, and a signature of it."""
    return (
        f"{site.rstrip('/')}/book/verify.html#{_packed(statement.bytes)}.{_packed(key.sign(statement.bytes))}"
    )


def verify(data: bytes, believed: dict[str, Any]) -> Statement:
    """The statement of a certificate that is whole, signed by a believed issuer and not taken back.

    ``believed`` is the content of the issuers' file. Raises :exc:`ExamError`, which says what is wrong.
    """
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    found = _SIGNATURE.search(data)
    if not found:
        raise ExamError("not a certificate, or its last line was changed")
    drawn = data[: found.start()]
    try:
        packed = _STATEMENT.findall(drawn.decode())
        if len(packed) != 1:
            raise ValueError("not one statement")
        statement = Statement(**json.loads(_unpacked(packed[0])))
        if statement.bytes != _unpacked(packed[0]):
            raise ValueError("another form")
    except (ValueError, TypeError):
        raise ExamError("its statement cannot be read: the file was changed") from None
    for issuer in believed["issuers"]:
        if issuer["id"] == statement.issuer and _issuer_id(issuer["public_key"]) == issuer["id"]:
            public = Ed25519PublicKey.from_public_bytes(bytes.fromhex(issuer["public_key"]))
            try:
                public.verify(bytes.fromhex(found.group(1).decode()), drawn)
            except InvalidSignature:
                raise ExamError("its signature does not fit: the file was changed") from None
            for entry in believed["revoked"]:
                if entry["id"] == statement.id:
                    raise ExamError(f"it was taken back: {entry['reason']}")
            return statement
    raise ExamError(f"its issuer {statement.issuer} is not among the believed ones")


def read_issuers(path: Path = ISSUERS) -> dict[str, Any]:
    """The issuers' file. Raises :exc:`ExamError`."""
    try:
        data = json.loads(path.read_text("utf-8"))
        return {"issuers": list(data["issuers"]), "revoked": list(data["revoked"])}
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise ExamError(f"{path} is no file of issuers: {error}") from None


def _issuer_id(public_key: str) -> str:
    return hashlib.sha256(bytes.fromhex(public_key)).hexdigest()[:16]


def _packed(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).decode().rstrip("=")


def _unpacked(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


def _draw(statement: Statement, link: str) -> str:
    """The certificate as SVG, A4 across; nothing in it is loaded from anywhere."""
    import segno

    code = io.BytesIO()
    segno.make(link, error="l", micro=False).save(
        code, kind="svg", xmldecl=False, svgns=False, border=2, omitsize=True
    )
    name, course, part = (html.escape(text) for text in (statement.name, statement.course, statement.part))
    drawn = code.getvalue().decode().replace("<svg ", '<svg x="820" y="500" width="230" height="230" ', 1)
    return f"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1123 794" width="297mm" height="210mm"
    role="img">
<title>Certificate: {course}, {part}, {name}</title>
<metadata id="otlplab">{_packed(statement.bytes)}</metadata>
<rect width="1123" height="794" fill="#fdfcf8"/>
<rect x="30" y="30" width="1063" height="734" fill="none" stroke="#1f4e79" stroke-width="3"/>
<g fill="#1b1b1b" font-family="Georgia, 'DejaVu Serif', serif">
<text x="90" y="150" font-size="30" fill="#1f4e79">{course}</text>
<text x="90" y="250" font-size="22">This certifies that</text>
<text x="90" y="320" font-size="{min(54, 1600 // len(statement.name))}">{name}</text>
<text x="90" y="390" font-size="22">has passed the exam of</text>
<text x="90" y="440" font-size="34">{part}</text>
<text x="90" y="490" font-size="22">with {statement.percent:g} % of its points, practical tasks included, on
{statement.date}.</text> <text x="90" y="650" font-size="16">Certificate {statement.id}, signed by
{statement.issuer}</text> <text x="90" y="680" font-size="16">Verify it: scan the code, or run otlplab verify
FILE</text> </g>
{drawn}
</svg>
"""
