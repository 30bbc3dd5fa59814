# Native executables and language runtimes into dist/: complete, may be copied elsewhere.
. eng/common.sh
need_native_toolchain
phase "native executables"
publish_native Sor.Bootstrap
publish_native Sor.Cli
check_glibc dist/bootstrap
check_size dist/bootstrap
phase "language runtimes"
install_runtimes
phase "middlewares"
install_middlewares
