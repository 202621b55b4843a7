#!/bin/sh
# The tests film a stream from an RTSP server that is not ours, GStreamer's, and sign with a token in software, SoftHSM2; the
# documents' commands use curl and openssl; the pages are opened in a real browser, Chromium; the board's program is built by
# avr-gcc and run by simavr: all from Debian's packages. With the argument `firmware`, only what the board needs.
set -eu
firmware="gcc-avr avr-libc libsimavr-dev libelf-dev gcc libc6-dev make"
others="python3-gi gir1.2-gst-rtsp-server-1.0 gstreamer1.0-plugins-base gstreamer1.0-plugins-good gstreamer1.0-plugins-bad
    softhsm2 curl openssl chromium"

has_firmware() {
    command -v avr-gcc >/dev/null && command -v gcc >/dev/null && command -v make >/dev/null &&
        echo '#include <avr/io.h>' | avr-gcc -mmcu=atmega328p -E - >/dev/null 2>&1 &&
        printf '#include <simavr/sim_avr.h>\n#include <libelf.h>\n' | gcc -E - >/dev/null 2>&1
}
has_others() {
    check='import gi; gi.require_version("GstRtspServer", "1.0"); from gi.repository import GstRtspServer'
    /usr/bin/python3 -c "$check" 2>/dev/null && command -v softhsm2-util >/dev/null && command -v curl >/dev/null &&
        command -v openssl >/dev/null && command -v chromium >/dev/null
}

packages=""
has_firmware || packages="$firmware"
[ "${1:-}" = firmware ] || has_others || packages="$packages $others"
if [ -z "$packages" ]; then
    exit 0
fi
if [ "$(id -u)" != 0 ]; then
    echo "These Debian packages are missing; install them as root, then run make again:" >&2
    echo "  apt-get install --no-install-recommends" $packages >&2
    exit 1
fi
apt-get update -qq
DEBIAN_FRONTEND=noninteractive apt-get install -qq -y --no-install-recommends $packages
