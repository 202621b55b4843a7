"""An RTSP camera for the tests: GStreamer's server plays a film. Run by Debian's python3, which has GStreamer's bindings.

    /usr/bin/python3 tests/rtsp_server.py FILM CONFIG_INTERVAL

CONFIG_INTERVAL -1 repeats the parameter sets before each key frame, 0 states them in the SDP only. Prints its port.
"""

import sys

import gi

gi.require_version("Gst", "1.0")
gi.require_version("GstRtspServer", "1.0")
from gi.repository import GLib, Gst, GstRtspServer  # noqa: E402

Gst.init(None)
server = GstRtspServer.RTSPServer.new()
server.set_address("127.0.0.1")
server.set_service("0")
factory = GstRtspServer.RTSPMediaFactory.new()
factory.set_launch(
    f"( filesrc location={sys.argv[1]} ! qtdemux ! h264parse ! rtph264pay name=pay0 pt=96 config-interval={sys.argv[2]} )"
)
server.get_mount_points().add_factory("/camera", factory)
server.attach(None)
print(server.get_bound_port(), flush=True)
GLib.MainLoop().run()
