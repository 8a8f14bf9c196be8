#!/usr/bin/env bash
# Makes dist/Workstation-VERSION.dmg from dist/Workstation.app on macOS, signed and notarised where there is an identity.
#   SIGN_AS   name of a "Developer ID Application" certificate in the keychain (optional)
#   NOTARY    name of a profile stored with `xcrun notarytool store-credentials` (optional)
set -euo pipefail
cd "$(dirname "$0")/../.."
version=${1:?usage: make_dmg.sh VERSION}
app=dist/Workstation.app
image=dist/Workstation-$version.dmg
stage=$(mktemp -d)
trap 'rm -rf "$stage"' EXIT

if [ -n "${SIGN_AS:-}" ]; then
    # From the inside out: a signature covers what lies in it.
    find "$app/Contents" -type f \( -name '*.dylib' -o -name '*.so' \) -print0 |
        xargs -0 -n 20 codesign --force --timestamp --options runtime --sign "$SIGN_AS"
    codesign --force --timestamp --options runtime --entitlements installer/macos/entitlements.plist --sign "$SIGN_AS" "$app"
    codesign --verify --strict --deep "$app"
fi

cp -R "$app" "$stage/"
cp LICENSE "$stage/LICENSE.txt"
ln -s /Applications "$stage/Applications"
rm -f "$image"
hdiutil create -volname "Workstation $version" -srcfolder "$stage" -format UDZO "$image"

if [ -n "${SIGN_AS:-}" ]; then
    codesign --timestamp --sign "$SIGN_AS" "$image"
fi
if [ -n "${NOTARY:-}" ]; then
    xcrun notarytool submit "$image" --keychain-profile "$NOTARY" --wait
    xcrun stapler staple "$image"
fi
echo "$image"
