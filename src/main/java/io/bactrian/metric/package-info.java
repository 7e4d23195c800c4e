/** What Prometheus is told, beside Camel's own figures. Only the service has it. */
package io.bactrian.metric;
