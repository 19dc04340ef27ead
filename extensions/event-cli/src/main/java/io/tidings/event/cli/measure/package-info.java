/** The output of measurements: tables on a terminal, JSON, and an HTML page. */
package io.tidings.event.cli.measure;
