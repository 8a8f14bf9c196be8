#!/usr/bin/env bash
# Makes dist/workstation_VERSION_ARCH.deb from dist/workstation (PyInstaller's folder) on Debian 12 or Ubuntu 22.04.
set -euo pipefail
cd "$(dirname "$0")/../.."
version=${1:?usage: make_deb.sh VERSION}
arch=$(dpkg --print-architecture)
stage=$(mktemp -d)
trap 'rm -rf "$stage"' EXIT
chmod 755 "$stage"

install -d "$stage/opt" "$stage/usr/bin" "$stage/DEBIAN"
cp -a dist/workstation "$stage/opt/workstation"
ln -s /opt/workstation/workstation "$stage/usr/bin/workstation"
install -Dm644 installer/linux/workstation.desktop "$stage/usr/share/applications/workstation.desktop"
install -Dm644 resources/icons/logo.svg "$stage/usr/share/icons/hicolor/scalable/apps/workstation.svg"
install -Dm644 LICENSE "$stage/usr/share/doc/workstation/copyright"
cat >"$stage/DEBIAN/control" <<CONTROL
Package: workstation
Version: $version
Architecture: $arch
Maintainer: The Workstation contributors <workstation@localhost>
Installed-Size: $(du -sk "$stage/opt" | cut -f1)
Depends: libc6 (>= 2.34), libegl1, libgl1, libdbus-1-3, libfontconfig1, libxcb-cursor0, libxcb-icccm4, libxcb-image0, libxcb-keysyms1, libxcb-randr0, libxcb-render-util0, libxcb-shape0, libxcb-xfixes0, libxcb-xkb1, libxkbcommon-x11-0
Recommends: fonts-noto-cjk, fonts-noto-core, gnome-keyring | kwalletmanager, xdg-utils
Section: net
Priority: optional
Description: desk of an exhibitor's sales staff at a cloud trade fair
 Buyers write in a browser, in their language; the salesperson answers from
 this desk, which works on when the network is cut and loses nothing.
CONTROL
dpkg-deb --root-owner-group --build "$stage" "dist/workstation_${version}_$arch.deb"
