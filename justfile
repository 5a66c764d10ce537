# The handful of commands that developers need; `just` lists them. Needs just (cargo install just).

_list:
    @just --list --unsorted

# the window, on a sample or on FILES
run *FILES='sample_articles/border_talks.txt':
    cargo run --release -- {{FILES}}

# what can be told without building: layout, links, licences, format
quick:
    .ci/quick

# the tests; FILTER names those to run
test FILTER='':
    cargo test -- {{FILTER}}

# what a change must pass, all of it
ci:
    .ci/run

# the kept findings and outputs anew; look at the diff
golden:
    UPDATE_GOLDEN=1 cargo test --test suite -- golden documented
    git diff --stat tests

# accuracy on the project's own measured articles
accuracy *OPTIONS:
    python3 training/articles.py --measured > target/own.jsonl
    cargo run --release --bin standpoint-cli -- evaluate target/own.jsonl {{OPTIONS}}

# speed and memory: analysis, project, window, scroll or reviewer
bench NAME='analysis':
    cargo bench --bench {{NAME}}

# the pictures of the documentation anew
pictures:
    docs/screenshots/make.sh

# the Debian package and the tarball
package:
    .ci/package

# have .ci/pre-commit run before each commit
hook:
    ln -sf ../../.ci/pre-commit .git/hooks/pre-commit
