"""Announces an eSCL scanner by mDNS with python3-zeroconf, an announcer that is not ours: NAME ADDRESS PORT PATH. Ends with its input."""
import socket
import sys

from zeroconf import ServiceInfo, Zeroconf

name, address, port, path = sys.argv[1:5]
network = Zeroconf()
info = ServiceInfo(
    "_uscan._tcp.local.", f"{name}._uscan._tcp.local.", addresses=[socket.inet_aton(address)], port=int(port),
    properties={"rs": path, "ty": name, "pdl": "image/jpeg,application/pdf"}, server="scanner-in-the-hall.local.",
)
network.register_service(info)
print("announced", flush=True)
sys.stdin.read()
network.unregister_service(info)
network.close()
