package io.tidings.event.webhooks.internal.dispatch;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The logger of the dispatcher, named after the public class. Stateless. */
final class DispatchLog {

  static final Logger LOG = LoggerFactory.getLogger("io.tidings.event.webhooks.WebhookDispatcher");

  private DispatchLog() {}
}
