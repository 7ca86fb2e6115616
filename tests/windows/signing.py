"""A certificate authority of the tests' own, and programs and packages that it signs."""
import pathlib
import shutil
import subprocess

ZOOM = "Zoom Communications, Inc."
OLD_ZOOM = "Zoom Video Communications, Inc."
# Not by its wrapper, which refuses a process number that one which was killed had before.
FAKETIME = "/usr/lib/x86_64-linux-gnu/faketime/libfaketime.so.1"


def run(*words, **more):
    done = subprocess.run([str(word) for word in words], capture_output=True, text=True, timeout=120, **more)
    if done.returncode:
        raise RuntimeError(f"{' '.join(map(str, words))}\n{done.stdout}{done.stderr}")
    return done.stdout


class Authority:
    """A root, and what it vouches for; all in one folder."""

    def __init__(self, folder, name):
        self.folder = pathlib.Path(folder)
        self.folder.mkdir(parents=True)
        self.key, self.pem, self.der = (self.folder / f"root.{kind}" for kind in ("key", "pem", "der"))
        run("openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", self.key, "-out", self.pem,
            "-days", "30", "-subj", f"/CN={name}", "-addext", "basicConstraints=critical,CA:TRUE",
            "-addext", "keyUsage=critical,keyCertSign,cRLSign")
        run("openssl", "x509", "-in", self.pem, "-outform", "DER", "-out", self.der)

    def signer(self, name, subject=ZOOM, usage="codeSigning", days=None):
        """Makes NAME.key and NAME.pem; `days` is (from, to) relative to now."""
        key, pem = self.folder / f"{name}.key", self.folder / f"{name}.pem"
        request = self.folder / f"{name}.csr"
        run("openssl", "req", "-newkey", "rsa:2048", "-nodes", "-keyout", key, "-out", request,
            "-subj", f"/O={subject}/CN={subject}")
        extensions = self.folder / f"{name}.ext"
        extensions.write_text("basicConstraints=critical,CA:FALSE\nkeyUsage=critical,digitalSignature\n" +
                              (f"extendedKeyUsage={usage}\n" if usage else ""))
        words = ["openssl", "x509", "-req", "-in", request, "-CA", self.pem, "-CAkey", self.key,
                 "-CAcreateserial", "-extfile", extensions, "-out", pem, "-days", "10"]
        if days:
            first, last = days
            words = ["env", f"LD_PRELOAD={FAKETIME}", f"FAKETIME={first:+d}d", *words]
            words[-1] = str(last - first)
        run(*words)
        return key, pem

    def sign(self, signer, source, target):
        key, pem = signer
        pathlib.Path(target).unlink(missing_ok=True)
        run("osslsigncode", "sign", "-certs", pem, "-key", key, "-ac", self.pem, "-h", "sha256",
            "-in", source, "-out", target)
        return pathlib.Path(target)


def signed_samples(folder, program):
    """Copies of `program`, signed well and badly: name -> what must be said of it."""
    folder = pathlib.Path(folder)
    folder.mkdir(parents=True)
    good = Authority(folder / "authority", "Reconnect test root")
    unknown = Authority(folder / "unknown", "Some other root")
    expected = {}

    def sample(name, word, code, authority=good, **of):
        authority.sign(authority.signer(name, **of), program, folder / f"{name}.exe")
        expected[f"{name}.exe"] = [word, code]

    sample("right", "good", "")
    sample("older-name", "good", "", subject=OLD_ZOOM)
    sample("wrong-subject", "other-signer", "not-trusted", subject="Zoom Communications, Inc")
    sample("unknown-root", "not-trusted", "not-trusted", authority=unknown)
    sample("expired", "not-trusted", "not-trusted", days=(-30, -3))
    sample("not-yet", "not-trusted", "not-trusted", days=(3, 30))
    sample("for-servers", "not-trusted", "not-trusted", usage="serverAuth")
    sample("for-anything", "not-trusted", "not-trusted", usage=None)
    shutil.copy(program, folder / "unsigned.exe")
    expected["unsigned.exe"] = ["missing", "not-trusted"]
    content = (folder / "right.exe").read_bytes()
    (folder / "tampered.exe").write_bytes(content[:2000] + bytes([content[2000] ^ 1]) + content[2001:])
    expected["tampered.exe"] = ["altered", "not-trusted"]
    (folder / "truncated.exe").write_bytes(content[:len(content) * 2 // 3])
    expected["truncated.exe"] = ["missing", "not-trusted"]  # the signature lies at the end
    (folder / "text.exe").write_bytes(b"no program at all\n" * 50)
    (folder / "empty.exe").write_bytes(b"")
    expected["text.exe"] = expected["empty.exe"] = expected["gone.exe"] = ["unreadable", "malformed"]
    return good, expected
