package io.tidings.event.webhooks;

import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Tests that run on every database that a trail may lie in. */
@ParameterizedClass(name = "{0}")
@EnumSource(Backend.class)
abstract class EveryDatabaseTest extends WebhooksTest {

  @Parameter Backend database = Backend.SQLITE;

  @Override
  Backend backend() {
    return database;
  }
}
