/** The operator's routes in YAML: found, checked without being run, and replaced while everything else goes on. */
package io.bactrian.route;
