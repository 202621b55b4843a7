#!/bin/sh
# The tests film a stream from an RTSP server that is not ours, GStreamer's, and sign with a token in software, SoftHSM2; the
# documents' commands use curl and openssl: all from Debian's packages.
set -eu
packages="python3-gi gir1.2-gst-rtsp-server-1.0 gstreamer1.0-plugins-base gstreamer1.0-plugins-good gstreamer1.0-plugins-bad
    softhsm2 curl openssl"
check='import gi; gi.require_version("GstRtspServer", "1.0"); from gi.repository import GstRtspServer'
if /usr/bin/python3 -c "$check" 2>/dev/null && command -v softhsm2-util >/dev/null && command -v curl >/dev/null &&
    command -v openssl >/dev/null; then
    exit 0
fi
if [ "$(id -u)" != 0 ]; then
    echo "The tests need these Debian packages; install them as root, then run make test again:" >&2
    echo "  apt-get install --no-install-recommends $packages" >&2
    exit 1
fi
apt-get update -qq
DEBIAN_FRONTEND=noninteractive apt-get install -qq -y --no-install-recommends $packages
