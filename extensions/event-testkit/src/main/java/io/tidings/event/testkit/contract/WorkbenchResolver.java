package io.tidings.event.testkit.contract;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Parameter resolver of {@link Workbench}, which is closed after the test. */
final class WorkbenchResolver implements ParameterResolver {

  private static final ExtensionContext.Namespace OURS =
      ExtensionContext.Namespace.create(WorkbenchResolver.class);

  WorkbenchResolver() {}

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext test) {
    return parameter.getParameter().getType() == Workbench.class;
  }

  @Override
  public Workbench resolveParameter(ParameterContext parameter, ExtensionContext test) {
    EventBusContract suite = (EventBusContract) test.getRequiredTestInstance();
    Workbench bench = new Workbench(suite::create);
    test.getStore(OURS).put("workbench", bench);
    return bench;
  }
}
