package io.tidings.event.services.tool;

import static java.util.Objects.requireNonNull;

import io.tidings.event.services.internal.Inputs;
import org.jspecify.annotations.Nullable;

/** A name and a function. Immutable. */
record NamedTool<I, O extends @Nullable Object>(String name, Call<I, O> work)
    implements Tool<I, O> {

  NamedTool {
    Inputs.name(name, "name");
    requireNonNull(work, "call");
  }

  @Override
  public O call(I input) throws Exception {
    return work.call(input);
  }
}
