"""delay.py QUEUE MILLISECONDS: holds every packet of a netfilter queue for a while, then lets it go.

This kernel may lack netem, so the queue is served here, in its own netlink protocol (linux/netfilter/
nfnetlink_queue.h): configure, then answer each packet's id with a verdict when its time has come.
"""

import collections
import select
import socket
import struct
import sys
import time

NETLINK_NETFILTER, SUBSYSTEM = 12, 3 << 8
PACKET, VERDICT, CONFIG = 0, 1, 2
CFG_COMMAND, CFG_PARAMETERS = 1, 2
ACCEPT = 1


def message(kind, queue, attribute, payload):
    body = struct.pack("=BBH", 0, 0, socket.htons(queue))
    body += struct.pack("=HH", 4 + len(payload), attribute) + payload
    body += b"\0" * (-len(body) % 4)
    return struct.pack("=IHHII", 16 + len(body), SUBSYSTEM | kind, 1, 0, 0) + body


def packet_ids(data):
    while len(data) >= 16:
        length, kind = struct.unpack_from("=IH", data)
        if kind == SUBSYSTEM | PACKET:
            at = 20
            while at + 4 <= length:
                size, attribute = struct.unpack_from("=HH", data, at)
                if attribute == 1:  # NFQA_PACKET_HDR begins with the id
                    yield struct.unpack_from(">I", data, at + 4)[0]
                at += max(4, size + -size % 4)
        data = data[length + -length % 4:]


def serve(queue, seconds):
    netlink = socket.socket(socket.AF_NETLINK, socket.SOCK_RAW, NETLINK_NETFILTER)
    netlink.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 1 << 22)
    netlink.bind((0, 0))
    bind = struct.pack("=BBH", 1, 0, socket.htons(socket.AF_INET))
    netlink.send(message(CONFIG, queue, CFG_COMMAND, bind))
    copy_nothing = struct.pack(">IB", 0, 1)
    netlink.send(message(CONFIG, queue, CFG_PARAMETERS, copy_nothing))
    held = collections.deque()
    while True:
        patience = max(0, held[0][0] - time.monotonic()) if held else None
        if select.select([netlink], [], [], patience)[0]:
            now = time.monotonic()
            held.extend((now + seconds, ident) for ident in packet_ids(netlink.recv(1 << 16)))
        while held and held[0][0] <= time.monotonic():
            ident = held.popleft()[1]
            netlink.send(message(VERDICT, queue, 2, struct.pack(">II", ACCEPT, ident)))


if __name__ == "__main__":
    serve(int(sys.argv[1]), int(sys.argv[2]) / 1000)
