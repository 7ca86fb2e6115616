"""Servers that misbehave as no real server would:

hostile.py dns MODE ADDRESS          malformed, compression-loop, truncated, wrong-id, silent, servfail
hostile.py tcp MODE ADDRESS PORT     garbage, drip, silent, closes, endless-header
"""

import os
import socket
import sys
import threading
import time


def dns_reply(mode, query):
    ident, question = query[:2], query[12:]
    if mode == "wrong-id":
        return bytes([query[0] ^ 255, query[1]]) + b"\x81\x80\0\1\0\0\0\0\0\0" + question
    if mode == "compression-loop":
        pointers = b"\xc0\x0c\0\1\0\1\0\0\0\x0a\0\x04\xcb\0\x71\x0b"
        return ident + b"\x81\x80\0\1\xff\xff\0\0\0\0\xc0\x0c\0\1\0\1" + pointers
    if mode == "truncated":  # over TCP it then gets a reply that stops half-way
        return ident + b"\x83\x80\0\1\0\0\0\0\0\0" + question
    if mode == "servfail":
        return ident + b"\x81\x82\0\1\0\0\0\0\0\0" + question
    return ident + b"\x81\x80" + os.urandom(300)  # malformed


def dns(mode, address):
    def over_tcp():
        server = socket.create_server((address, 53))
        while True:
            peer, _ = server.accept()
            query = peer.recv(4096)[2:]
            peer.sendall(b"\xff\xff" + dns_reply(mode, query) if query else b"")
            peer.close()

    threading.Thread(target=over_tcp, daemon=True).start()
    server = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    server.bind((address, 53))
    while True:
        query, peer = server.recvfrom(4096)
        if mode != "silent":
            server.sendto(dns_reply(mode, query), peer)


def talk(mode, peer):
    try:
        if mode == "closes":
            return
        if mode == "silent":
            time.sleep(60)
        elif mode == "drip":
            for letter in b"HTTP/1.1 200 OK\r\nServer: slow\r\n" * 9:
                peer.sendall(bytes([letter]))
                time.sleep(1)
        elif mode == "endless-header":
            peer.sendall(b"HTTP/1.1 200 OK\r\nX-Long: ")
            while True:
                peer.sendall(b"a" * 65536)
        else:
            peer.recv(4096)
            while True:
                peer.sendall(os.urandom(65536))
    except OSError:
        pass
    finally:
        peer.close()


def tcp(mode, address, port):
    server = socket.create_server((address, int(port)))
    while True:
        peer, _ = server.accept()
        threading.Thread(target=talk, args=(mode, peer), daemon=True).start()


if __name__ == "__main__":
    {"dns": dns, "tcp": tcp}[sys.argv[1]](*sys.argv[2:])
