#!/bin/sh
# Makes the key stores beside it: a private CA, a server's and a client's certificate, all for tests only.
# Run it in this folder; made with JDK 17 on 2026-11-25, valid for a hundred years. The password is no secret.
set -eu
tool() { keytool "$@" -storetype PKCS12 -storepass changeit; }
pair() {
    tool -genkeypair -alias "$1" -keystore "$1.p12" -dname "$2" -keyalg EC -groupname secp256r1 -validity 36500 $3
}
sign() {
    tool -certreq -alias "$1" -keystore "$1.p12" -file "$1.csr"
    tool -gencert -alias ca -keystore ca.p12 -infile "$1.csr" -outfile "$1.crt" -ext "$2" -validity 36500 -rfc
    tool -importcert -noprompt -alias ca -keystore "$1.p12" -file ca.pem
    tool -importcert -alias "$1" -keystore "$1.p12" -file "$1.crt"
}
rm -f ./*.p12
pair ca "CN=Test CA" "-ext bc:c"
pair server "CN=localhost" ""
pair client "CN=the client" ""
tool -exportcert -alias ca -keystore ca.p12 -rfc -file ca.pem
sign server san=dns:localhost,ip:127.0.0.1
sign client eku=clientAuth
tool -importcert -noprompt -alias ca -keystore trust.p12 -file ca.pem
rm -f ./*.csr ./*.crt ca.pem ca.p12
