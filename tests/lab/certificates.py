"""The lab's certificate authorities and the certificates they sign, made by openssl once a run."""

import os

import addresses as at
from process import FAKETIME, run, write

ZOOM_NAMES = ["zoom.us", "*.zoom.us", "zoom.com", "*.zoom.com"]
CA_EXTENSIONS = "basicConstraints=critical,CA:TRUE\nkeyUsage=critical,keyCertSign,cRLSign\n"


class Certificates:
    """Files NAME.pem (leaf, then intermediates) and leaf.key in `folder`.

    RSA keys and an intermediate, as on the real internet: a handshake must be larger than what
    passes where large packets vanish.
    """

    def __init__(self, folder):
        self.folder = folder
        os.makedirs(folder)
        self.key = f"{folder}/leaf.key"
        run("openssl", "genrsa", "-out", self.key, "2048")
        self.authority("root", "/O=Lab Trust/CN=Lab Root CA")
        self.authority("middle", "/O=Lab Trust/CN=Lab TLS CA 1", signer="root")
        self.authority("stranger", "/O=Example Inspection/CN=Example Inspection CA")
        others = [n for n in at.EVERY_NAME if "zoom.us" not in n and "zoom.com" not in n]
        self.leaf("zoom", "/O=Zoom Communications, Inc./CN=*.zoom.us", ZOOM_NAMES)
        self.leaf("others", "/O=Others/CN=www.google.com", others)
        self.leaf("impostor", "/O=Parked Domains/CN=parking.example.net", ["parking.example.net"])
        self.leaf("inspected", "/CN=*.zoom.us", ZOOM_NAMES, signer="stranger")
        self.leaf("expired", "/O=Zoom Communications, Inc./CN=*.zoom.us", ZOOM_NAMES, age=90)
        self.leaf("selfsigned", "/O=Home Router/CN=zoom.us", ZOOM_NAMES, signer=None)
        self.leaf("absurd", "/O=" + "A" * 64 + "/CN=\u0000\u202e".replace("\0", "\u0001") + "B" * 60,
                  [f"{'n' * 60}{i}.{'x' * 60}.example" for i in range(400)], signer=None,
                  days=2_000_000)

    def path(self, name):
        return f"{self.folder}/{name}"

    def authority(self, name, subject, signer=None):
        # Each has its own key: a chain may be put together by the keys' ids alone.
        key = f"{self.folder}/{name}.key"
        run("openssl", "genrsa", "-out", key, "2048")
        self.sign(name, subject, CA_EXTENSIONS, key, signer, 3650, 30)

    def leaf(self, name, subject, names, signer="middle", age=7, days=60):
        extensions = ("basicConstraints=CA:FALSE\nextendedKeyUsage=serverAuth\nsubjectAltName="
                      + ",".join(f"DNS:{n}" for n in names) + "\n")
        self.sign(name, subject, extensions, self.key, signer, days, age)
        if signer:
            with open(self.path(f"{name}.pem"), "a", encoding="ascii") as out, \
                    open(self.path(f"{signer}.pem"), encoding="ascii") as chain:
                out.write(chain.read())

    def sign(self, name, subject, extensions, key, signer, days, age):
        request, ini = self.path(f"{name}.csr"), self.path(f"{name}.ini")
        write(ini, extensions)
        run("openssl", "req", "-new", "-utf8", "-key", key, "-subj", subject, "-out", request)
        by = (["-CA", self.path(f"{signer}.pem"), "-CAkey", f"{self.folder}/{signer}.key",
               "-CAcreateserial"] if signer else ["-signkey", key])
        # Not by the wrapper of that name: it leaves a semaphore behind, named by its process.
        then = {**os.environ, "LD_PRELOAD": FAKETIME, "FAKETIME": f"-{age}d"}
        run("openssl", "x509", "-req", "-in", request, "-extfile", ini,
            "-days", str(days), "-out", self.path(f"{name}.pem"), *by, env=then)


def install(pem_path, folder):
    """Makes a computer with this certificate folder trust the authority."""
    with open(pem_path, encoding="ascii") as source:
        pem = source.read()
    digest = run("openssl", "x509", "-hash", "-noout", "-in", pem_path).strip()
    write(f"{folder}/{digest}.0", pem)
    with open(f"{folder}/ca-certificates.crt", "a", encoding="ascii") as bundle:
        bundle.write(pem)
