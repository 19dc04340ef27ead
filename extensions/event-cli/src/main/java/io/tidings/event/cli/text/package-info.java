/** How text comes to a reader: what a terminal can show, what an event or a fault looks like. */
package io.tidings.event.cli.text;
