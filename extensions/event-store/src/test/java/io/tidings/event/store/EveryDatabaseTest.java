package io.tidings.event.store;

import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Tests that run on every database that a trail may lie in. */
@ParameterizedClass(name = "{0}")
@EnumSource(Backend.class)
public abstract class EveryDatabaseTest extends StoreTest {

  @Parameter Backend database = Backend.SQLITE;

  protected EveryDatabaseTest() {}

  @Override
  protected Backend backend() {
    return database;
  }
}
