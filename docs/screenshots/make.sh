#!/usr/bin/env bash
# Takes the pictures in this folder: docs/screenshots/make.sh [PROGRAM [FOLDER]], after `cargo build --release`.
# Needs: xvfb openbox xdotool imagemagick.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
samples=$here/../../sample_articles
program=${1:-$here/../../target/release/standpoint}
folder=${2:-$here}

# picture NAME WIDTH HEIGHT SETTINGS SAMPLE KEY...: one picture of the window, after some keys were pressed.
picture() {
    local name=$1 width=$2 height=$3 settings=$4 sample=$5
    shift 5
    local home; home=$(mktemp -d)
    mkdir -p "$home/.local/share/standpoint" "$home/.config/openbox" && mkdir -m 700 "$home/run"
    printf '{"app":"%s"}' "$settings" > "$home/.local/share/standpoint/app.ron"
    # The window fills the screen, so that a picture of the screen is one of the window.
    cat > "$home/.config/openbox/rc.xml" << 'XML'
<openbox_config xmlns="http://openbox.org/3.4/rc"><applications>
<application class="*"><decor>no</decor><maximized>yes</maximized><focus>yes</focus></application>
</applications></openbox_config>
XML
    exec 3< <(Xvfb -displayfd 1 -screen 0 "${width}x${height}x24" -nolisten tcp -noreset 2> /dev/null & echo "pid $!"; wait)
    local server display line
    while read -r line <&3; do
        case $line in pid*) server=${line#pid } ;; *) display=$line; break ;; esac
    done
    env -i PATH="$PATH" HOME="$home" XDG_RUNTIME_DIR="$home/run" DISPLAY=":$display" LANG=C.UTF-8 LIBGL_ALWAYS_SOFTWARE=1 \
        bash -s "$program" "${sample:+$samples/$sample}" "$folder/$name.png" "$@" << 'SH'
program=$1 sample=$2 out=$3
shift 3
openbox > /dev/null 2>&1 & manager=$!
"$program" ${sample:+"$sample"} & window=$!
xdotool search --sync --onlyvisible --class standpoint > /dev/null
xdotool search --onlyvisible --class standpoint windowactivate --sync
# The pointer rests where it lights up nothing.
xdotool mousemove 2 2
sleep 2
for key in "$@"; do xdotool key "$key"; sleep 0.4; done
sleep 1.5
import -window root -strip +dither -colors 256 -define png:compression-level=9 "PNG8:$out"
kill "$window" "$manager"
wait "$window" "$manager" 2> /dev/null
exit 0
SH
    kill "$server"
    exec 3<&-
    rm -rf "$home"
    echo "$folder/$name.png, $(stat -c %s "$folder/$name.png") bytes"
}

mkdir -p "$folder"
copies=$(mktemp -d)
trap 'rm -rf "$copies"' EXIT
# Corrections are kept beside an article, so those that are corrected are copies.
cp -r "$samples"/*.* "$samples"/lorn_valley "$copies"
samples=$copies
for theme in Light Dark; do
    name=${theme,,}
    picture "$name" 1600 1000 "(theme:$theme)" border_talks.txt j j j j j j j j j j
    picture "$name-small" 1024 700 "(theme:$theme)" border_talks.txt j j j
    picture "$name-lanes" 1600 1000 "(theme:$theme,view:Lanes)" coalition_talks.html j j j j j j
    picture "$name-project" 1280 800 "(theme:$theme)" lorn_valley
    picture "$name-queue" 1600 1000 "(theme:$theme)" takeover_fight.txt q j r 2 j minus r r
done
rm "$samples"/*.standpoint.json
picture portrait 800 1280 "(theme:Light)" border_talks.txt j j j j j j
picture contrast 1280 800 "(theme:Dark,stark:true)" ceasefire.txt j j j
picture contrast-light 1280 800 "(theme:Light,stark:true)" ceasefire.txt j j j
picture settings 1600 1000 "(theme:Light)" quarry_case.txt ctrl+comma
picture keys 1024 700 "(theme:Light)" ceasefire.txt question
picture help 1024 700 "(theme:Light)" ceasefire.txt F1
picture tour 1280 800 "(theme:Light)" "" shift+F1 Return
picture empty 1280 800 "(theme:Light)" ""
picture error 1280 800 "(theme:Light)" nowhere.txt
