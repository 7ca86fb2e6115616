"""What nginx serves: configuration text and pages."""

import json
import os

import addresses as at
from process import write

COMPONENTS = ["Zoom Meetings", "Zoom Phone", "Zoom Chat", "Zoom Contact Center", "Zoom Website"]
HEAD = """daemon off;
master_process off;
worker_processes 1;
pid {dir}/{name}.pid;
events {{ worker_connections 1024; }}
http {{
access_log off;
default_type text/plain;
client_body_temp_path {dir}/tmp; proxy_temp_path {dir}/tmp; fastcgi_temp_path {dir}/tmp;
uwsgi_temp_path {dir}/tmp; scgi_temp_path {dir}/tmp;
ssl_session_cache none;
ssl_certificate_key {key};
"""


def summary(indicator):
    """A Statuspage v2 summary as zoomstatus.com gives it."""
    troubled = {"minor": "degraded_performance", "critical": "major_outage"}.get(indicator)
    incident = {"name": "Users may be unable to join meetings", "status": "investigating",
                "impact": indicator, "created_at": "2026-01-02T03:04:05.000Z", "id": "x1",
                "incident_updates": [{"status": "investigating", "body": "We are looking into it.",
                                      "created_at": "2026-01-02T03:04:05.000Z"}]}
    return {"page": {"id": "14qjgk812kgk", "name": "Zoom", "url": "https://www.zoomstatus.com",
                     "time_zone": "America/Los_Angeles", "updated_at": "2026-01-02T03:04:05.000Z"},
            "components": [{"id": f"c{i}", "name": name, "group_id": None, "group": False,
                            "status": troubled if troubled and i == 0 else "operational"}
                           for i, name in enumerate(COMPONENTS)],
            "incidents": [incident] if troubled else [], "scheduled_maintenances": [],
            "status": {"indicator": indicator, "description": "In the lab"}}


def write_pages(folder):
    os.makedirs(folder)
    for indicator in ("none", "minor", "critical"):
        write(f"{folder}/{indicator}.json", json.dumps(summary(indicator)))
    write(f"{folder}/html.json", "<!DOCTYPE html><html><body>Under construction</body></html>")
    with open(f"{folder}/huge.json", "wb") as out:
        out.truncate(1 << 30)  # 1 GB, and no room on the disk


def listen(addresses, port, flags=""):
    return "".join(f"listen {f'[{a}]' if ':' in a else a}:{port}{flags};\n" for a in addresses)


def server(names, addresses, body, certificate=None, plain=None):
    """Plain HTTP and HTTPS of one site; plain: what port 80 says, if not to go to HTTPS."""
    text = (f"server {{ server_name {' '.join(names)};\n{listen(addresses, 80)}"
            f"location / {{ {plain or 'return 301 https://$host$request_uri;'} }} }}\n")
    if certificate:
        text += (f"server {{ server_name {' '.join(names)};\n{listen(addresses, 443, ' ssl')}"
                 f"ssl_certificate {certificate};\nlocation / {{ {body} }} }}\n")
    return text


def status_body(world, page):
    if page == "loop":
        return "return 302 https://$host/api/v2/summary.json?again=$msec;"
    drip = "limit_rate 1;" if page == "drip" else ""
    name = "none" if page == "drip" else page
    return f"root {world.dir}/pages; default_type application/json; {drip} try_files /{name}.json =404;"


def config(world, zoom=None, zoom_certificate="zoom", status="none", odd_check=None, pac=None):
    """The whole internet. zoom: what its sites answer instead of a page ("return 503;")."""
    pki = world.trust
    signed, others = pki.path(f"{zoom_certificate}.pem"), pki.path("others.pem")
    os.makedirs(f"{world.dir}/tmp", exist_ok=True)
    text = HEAD.format(dir=world.dir, name="nginx", key=pki.key)
    for name, body in (("zoom.us", "return 301 https://www.zoom.com/;"),
                       ("zoom.com", "return 301 https://www.zoom.com/;"),
                       ("www.zoom.com", "return 200 'One platform to connect\\n';"),
                       ("us02web.zoom.us", "return 200 'Join\\n';"),
                       ("status.zoom.us", "return 302 https://www.zoomstatus.com$request_uri;")):
        text += server([name], at.ZOOM[name], zoom or body, signed)
    media = [a for name in ("zoom.us", "us02web.zoom.us") for a in at.ZOOM[name]]
    text += (f"server {{ {listen(media, 8801)}{listen(media, 8802)}return 400; }}\n")
    for name, addresses in at.STATUS.items():
        text += server([name], addresses, status_body(world, status), others)
    controls = [a for found in at.CONTROL.values() for a in found] + at.LITERAL
    text += server(list(at.CONTROL), controls, "return 200 'Hello\\n';", others)
    answers = {"connectivitycheck.gstatic.com": "return 204;",
               "captive.apple.com": "return 200 '<HTML><HEAD><TITLE>Success</TITLE></HEAD>"
                                    "<BODY>Success</BODY></HTML>';",
               "www.msftconnecttest.com": "return 200 'Microsoft Connect Test';",
               "detectportal.firefox.com": "return 200 'success\\n';"}
    if odd_check:
        answers[odd_check] = "return 200 'We have moved';"
    for name, addresses in at.CAPTIVE.items():
        text += server([name], addresses, None, plain=answers[name])
    text += server(["impostor"], [at.IMPOSTOR], "return 200 'This domain is for sale\\n';",
                   pki.path("impostor.pem"))
    if pac is not None:
        write(f"{world.dir}/pages/proxy.pac", pac)
    text += server(["pac.example.com"], [at.PAC_HOST], "return 404;",
                   plain=f"root {world.dir}/pages; "
                         "default_type application/x-ns-proxy-autoconfig;")
    return text + "}\n"


def portal_config(world, answer):
    text = HEAD.format(dir=world.dir, name="portal", key=world.trust.key)
    page = ("default_type text/html; return {code} '<html><title>Guest Wi-Fi</title><form>"
            "Sign in</form></html>';")
    answers = {"redirect": f"if ($host != {at.PORTAL}) {{ return 302 http://{at.PORTAL}/login; }} "
                           + page.format(code=200),
               "page": page.format(code=200), "511": page.format(code=511)}
    return (f"{text}server {{ listen 80 default_server;\nlocation / {{ {answers[answer]} }} }}\n"
            f"server {{ listen 443 ssl default_server;\nssl_certificate "
            f"{world.trust.path('selfsigned.pem')};\nlocation / {{ {answers[answer]} }} }}\n}}\n")
