#!/bin/sh
# Takes the wizard's pictures, light and dark: screenshots.sh BUILD_FOLDER
set -eu
here=$(dirname "$0")
build=$1
mkdir -p "$build/screenshots"
for mode in light dark; do
    "$here/with_screen.sh" 1024x600 "$build/bin/screenshots" "$build/screenshots" "$mode"
done
ls "$build/screenshots"
