"""The mesh's certificate authority: who somebody is, is a name in a certificate, and no address.

``python -m mesh.envoy.authority FOLDER SERVICE…`` writes ``ca.pem`` and, for each service, ``SERVICE.pem``
and ``SERVICE.key`` with the SPIFFE ID ``spiffe://shop.example/SERVICE``; then it waits to be ended, and takes
the keys with it. A mesh's control plane does this for every pod, and again every few hours.
"""

from __future__ import annotations

import datetime
import shutil
import signal
import sys
import threading
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

TRUST_DOMAIN = "shop.example"
LIFETIME = datetime.timedelta(hours=24)


class Authority:
    """One trust domain: a root certificate, and the certificates that it signs."""

    def __init__(self) -> None:
        self._key = ec.generate_private_key(ec.SECP256R1())
        name = x509.Name([x509.NameAttribute(NameOID.ORGANIZATION_NAME, TRUST_DOMAIN)])
        self._root = (
            _begin(name, name, self._key.public_key())
            .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
            .add_extension(_usage(signs=True), critical=True)
            .sign(self._key, hashes.SHA256())
        )

    # region identity
    def issue(self, service: str) -> tuple[bytes, bytes]:
        """Return certificate and private key of a service, both as PEM."""
        key = ec.generate_private_key(ec.SECP256R1())
        identity = x509.UniformResourceIdentifier(f"spiffe://{TRUST_DOMAIN}/{service}")
        certificate = (
            _begin(x509.Name([]), self._root.subject, key.public_key())
            .add_extension(x509.SubjectAlternativeName([identity]), critical=True)
            .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
            .add_extension(_usage(signs=False), critical=True)
            .sign(self._key, hashes.SHA256())
        )
        return certificate.public_bytes(serialization.Encoding.PEM), key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )

    # endregion identity

    @property
    def root(self) -> bytes:
        """The root certificate, as PEM: what everybody in the trust domain trusts."""
        return self._root.public_bytes(serialization.Encoding.PEM)


def write(folder: Path, services: list[str]) -> None:
    """Write root and certificates into a folder that only its owner may read; ``ca.pem`` comes last."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    authority = Authority()
    for service in services:
        certificate, key = authority.issue(service)
        (folder / f"{service}.pem").write_bytes(certificate)
        (folder / f"{service}.key").write_bytes(key)
    (folder / "ca.pem").write_bytes(authority.root)


def _begin(subject: x509.Name, issuer: x509.Name, key: ec.EllipticCurvePublicKey) -> x509.CertificateBuilder:
    now = datetime.datetime.now(datetime.UTC)
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key)
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - datetime.timedelta(minutes=1))
        .not_valid_after(now + LIFETIME)
    )


def _usage(signs: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=not signs,
        key_cert_sign=signs,
        crl_sign=signs,
        content_commitment=False,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        encipher_only=False,
        decipher_only=False,
    )


def main() -> None:
    """Write the certificates, wait for SIGTERM or SIGINT, remove them."""
    folder = Path(sys.argv[1])
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    try:
        write(folder, sys.argv[2:])
        stop.wait()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    main()
