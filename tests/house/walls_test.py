#!/usr/bin/env python3
"""Proves that each wall can be breached, and that code which keeps to them passes."""
import unittest

import walls

# wall -> (path, text that breaches it), more than one where the wall has several stones
BREACHES = [
    ("an OS #if", "core/probe/tcp.cpp", "#ifdef Q_OS_WIN\n"),
    ("an OS #if", "platform/linux/proxy.cpp", "#if defined(__linux__)\n"),
    ("an OS #if", "app/session/session.cpp", "#  elif defined(_WIN32)\n"),
    ("an OS #if", "app/gui/rail.cpp", "#ifndef __APPLE__\n"),
    ("an OS header", "platform/linux/system.cpp", "#include <sys/socket.h>\n"),
    ("an OS header", "core/probe/udp.cpp", "#include <windows.h>\n"),
    ("core looks up", "core/probe/tcp.cpp", '#include "platform/host.h"\n'),
    ("core looks up", "core/report/text.cpp", '#include "app/session/session.h"\n'),
    ("core looks up", "core/guide/stage.h", "#include <QWidget>\n"),
    ("core looks up", "core/guide/stage.h", "#include <QtWidgets/QLabel>\n"),
    ("core looks up", "core/guide/stage.h", "#include <QIcon>\n"),
    ("core looks up", "core/probe/tcp.cpp", '#include "../../platform/host.h"\n'),
    ("platform looks at app", "platform/linux/native/host.cpp", '#include "app/session/session.h"\n'),
    ("platform looks at app", "platform/linux/zoom.cpp", "#include <QMessageBox>\n"),
    ("app knows a concrete platform", "app/gui/wizard.cpp", '#include "platform/linux/firewall.h"\n'),
    ("a page that thinks", "app/gui/pages/proxy_page.cpp", "QProcess* m_process;\n"),
    ("a page that thinks", "app/gui/checks_page.cpp", "auto* thread = QThread::create(work);\n"),
    ("a page that thinks", "app/gui/checks_page.h", "friend class Wizard;\n"),
    ("a page that thinks", "app/gui/checks_page.cpp", "QNetworkAccessManager m_net;\n"),
    ("something waits", "core/probe/tcp.cpp", "socket.waitForConnected(3000);\n"),
    ("something waits", "platform/linux/native/commands.cpp", "process.waitForFinished();\n"),
    ("something waits", "app/cli/diagnose.cpp", "QEventLoop loop;\n"),
    ("something waits", "app/gui/wizard.cpp", "QCoreApplication::processEvents();\n"),
    ("a page over 150", "app/gui/pages/proxy_page.cpp", "int a;\n" * 151),
    ("a page over 150", "app/gui/proxypage.cpp", "int a;\n" * 151),
    ("a file over 500", "core/probe/tcp.cpp", "int a;\n" * 501),
    ("a file over 500", "tests/lab/lab.py", "a = 1\n" * 501),
]

FINE = {
    "platform/linux/native/host.cpp": "#ifdef Q_OS_LINUX\n#include <sys/socket.h>\n",
    "app/gui/main.cpp": '#ifdef Q_OS_WIN\n#endif\n#include "platform/host.h"\n#include <QApplication>\n',
    "app/gui/pages/checks_page.cpp": '#include <QLabel>\n#include "app/session/session.h"\n' + "int a;\n" * 148,
    "app/session/session.cpp": "#include <QThread>\n#include \"core/probe/runner.h\"\n",
    "core/probe/tcp.cpp": '#include "core/probe/probe.h"\n#include <QTcpSocket>\n#include <QFontless>\n',
    "core/probe/runner.cpp": "// No QEventLoop, no waitForConnected() and no #ifdef Q_OS_WIN here.\n/* QEventLoop\n*/\n",
    "core/report/text.cpp": 'auto word = QStringLiteral("https://zoom.us"); int b;\n',
    "core/big.cpp": "int a;\n" * 500,
}


class Walls(unittest.TestCase):
    def test_each_breach_is_found(self):
        for wall, path, text in BREACHES:
            with self.subTest(wall=wall, path=path, text=text[:40]):
                found = walls.source_breaches({path: text})
                self.assertTrue(any(line.startswith(wall) and path in line for line in found), found)

    def test_every_wall_is_breached_by_some_sample(self):
        names = [wall.name for wall in walls.LINE_WALLS] + [name for name, _, _ in walls.LENGTH_WALLS]
        for name in names:
            self.assertTrue(any(name.startswith(wall) for wall, _, _ in BREACHES), name)

    def test_code_that_keeps_to_them_passes(self):
        self.assertEqual(walls.source_breaches(FINE), [])

    def test_text_after_a_string_with_slashes_is_still_judged(self):
        found = walls.source_breaches({"core/a.cpp": 'f("http://x"); QEventLoop loop;\n'})
        self.assertEqual(len(found), 1)

    def test_arrows(self):
        good = {"core": ["house", "Qt6::Core", "Qt6::Network"], "platform": ["core", "duktape"], "session": ["core"],
                "reconnect2026-cli": ["session", "platform"]}
        self.assertEqual(walls.link_breaches(good), [])
        for target, library in (("core", "platform"), ("core", "session"), ("core", "Qt6::Widgets"),
                                ("platform", "session"), ("platform", "Qt6::Gui"), ("session", "platform"),
                                ("session", "Qt6::Widgets")):
            with self.subTest(target=target, library=library):
                self.assertEqual(walls.link_breaches({**good, target: good[target] + [library]}),
                                 [f"an arrow the wrong way: {target} links {library}"])
        self.assertEqual(len(walls.link_breaches({})), 3)

    def test_links_are_read(self):
        self.assertEqual(walls.read_links("core: house Qt6::Core\nempty:\n"),
                         {"core": ["house", "Qt6::Core"], "empty": []})


if __name__ == "__main__":
    unittest.main()
