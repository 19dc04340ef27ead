package io.tidings.event.services.tool;

import static java.util.Objects.requireNonNull;

import io.tidings.event.services.internal.Inputs;
import org.jspecify.annotations.Nullable;

/** Tool with a name and a function. Immutable. */
record NamedTool<I, O extends @Nullable Object>(String name, Call<I, O> function)
    implements Tool<I, O> {

  NamedTool {
    Inputs.name(name, "name");
    requireNonNull(function, "call");
  }

  @Override
  public O call(I input) throws Exception {
    return function.call(input);
  }
}
