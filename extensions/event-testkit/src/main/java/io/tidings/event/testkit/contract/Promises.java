package io.tidings.event.testkit.contract;

import org.junit.jupiter.api.extension.ExtendWith;

/** Some lines of the contract. Each method is a test; {@link EventBusContract} has them all. */
@ExtendWith(WorkbenchResolver.class)
interface Promises {}
