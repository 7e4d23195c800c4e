package io.bactrian.api;

/**
 * Who asks.
 *
 * @param name of the key
 * @param address from where
 */
record Caller(String name, String address, Permissions permissions) {}
