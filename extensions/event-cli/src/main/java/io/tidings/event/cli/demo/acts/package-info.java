/**
 * The script of the demo, one class for each act: a host that works through plans on the services
 * of event-services. Start at {@link io.tidings.event.cli.demo.acts.Script}, which has their order;
 * what the acts share is on the {@link io.tidings.event.cli.demo.acts.Stage}.
 */
package io.tidings.event.cli.demo.acts;
