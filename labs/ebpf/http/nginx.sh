#!/bin/sh
# Runs nginx as Debian packages it, in the foreground, with everything it writes below one folder:
#   nginx.sh FOLDER PLAIN_PORT TLS_PORT ORDERS_PORT
set -eu
folder=$1 plain=$2 tls=$3 orders=$4
mkdir -p "$folder/www"
openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 7 -subj /CN=localhost \
    -keyout "$folder/key.pem" -out "$folder/certificate.pem" 2>/dev/null
head -c 300000 /dev/zero | tr '\0' '.' >"$folder/www/large"
cat >"$folder/nginx.conf" <<CONF
daemon off;
worker_processes 2;
pid $folder/pid;
error_log stderr warn;
events { worker_connections 1024; }
http {
    access_log off;
    client_body_temp_path $folder/body;
    proxy_temp_path $folder/proxy;
    fastcgi_temp_path $folder/fastcgi;
    uwsgi_temp_path $folder/uwsgi;
    scgi_temp_path $folder/scgi;
    keepalive_requests 100000;
    http2_max_concurrent_streams 128;
    upstream orders { server 127.0.0.1:$orders; keepalive 8; }
    server {
        listen 127.0.0.1:$plain;
        listen 127.0.0.1:$tls ssl http2;
        ssl_certificate $folder/certificate.pem;
        ssl_certificate_key $folder/key.pem;
        root $folder/www;
        location = /stock { default_type text/plain; return 200 "12 in stock\n"; }
        location = /login { default_type text/plain; add_header Set-Cookie "session=s3cr3t-from-nginx"; return 200 "welcome\n"; }
        location = /broken { return 503; }
        location /orders { proxy_pass http://orders; proxy_http_version 1.1; proxy_set_header Connection ""; }
    }
}
CONF
exec nginx -c "$folder/nginx.conf" -p "$folder"
