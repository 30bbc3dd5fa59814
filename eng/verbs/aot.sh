# Native executables and language runtimes into dist/: complete, may be copied elsewhere.
. eng/common.sh
need_packages "${NATIVE_TOOLCHAIN[@]}" "${WASM_TOOLCHAIN[@]}"
phase "native executables"
publish_native Sor.Bootstrap
publish_native Sor.Cli
publish_native Sor.Wasm
check_glibc dist/bootstrap
check_size dist/bootstrap
check_glibc dist/sor-wasm
check_glibc dist/libwasmtime.so
phase "language runtimes"
install_runtimes
phase "middlewares"
install_middlewares
check_glibc dist/middlewares/validate/validate
check_glibc dist/middlewares/cors/cors
