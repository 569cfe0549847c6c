# Run the release of the checkout that a file names, or the newest: what a deployment tool would do.
set -e
if [ -f "$1" ]; then
    set -a
    . "$1"
    set +a
fi
exec "$2" -m shop.checkout
