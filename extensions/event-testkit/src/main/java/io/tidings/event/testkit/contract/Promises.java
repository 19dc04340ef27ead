package io.tidings.event.testkit.contract;

import org.junit.jupiter.api.extension.ExtendWith;

/** Tests of one section of the contract; {@link EventBusContract} combines the sections. */
@ExtendWith(Workbench.Resolver.class)
interface Promises {}
