package io.tidings.event.kafka;

import org.apache.kafka.common.InvalidRecordException;
import org.apache.kafka.common.errors.InvalidTimestampException;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.PolicyViolationException;
import org.apache.kafka.common.errors.RecordBatchTooLargeException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.errors.UnsupportedForMessageFormatException;
import org.jspecify.annotations.Nullable;

/** Classification of the failures of a producer. Stateless. */
final class SendFailures {

  private SendFailures() {}

  /** Returns whether another attempt fails as well, for a reason in the record or its topic. */
  static boolean isFinal(Throwable failure) {
    return isOfTopic(failure)
        || failure instanceof RecordTooLargeException
        || failure instanceof RecordBatchTooLargeException
        || failure instanceof InvalidRecordException
        || failure instanceof InvalidTimestampException
        || failure instanceof PolicyViolationException
        || failure instanceof SerializationException
        || failure instanceof UnsupportedForMessageFormatException
        || failure instanceof IllegalArgumentException;
  }

  /** Returns whether the topic does not exist or must not be written. */
  static boolean isOfTopic(Throwable failure) {
    return isTopicProblem(failure)
        || (failure instanceof TimeoutException && isTopicProblem(failure.getCause()));
  }

  private static boolean isTopicProblem(@Nullable Throwable failure) {
    return failure instanceof UnknownTopicOrPartitionException
        || failure instanceof InvalidTopicException
        || failure instanceof TopicAuthorizationException;
  }

  /** Returns the failure of the topic instead of the timeout that reports it. */
  static Throwable reason(Throwable failure) {
    return failure instanceof TimeoutException && isTopicProblem(failure.getCause())
        ? new UnknownTopicOrPartitionException(failure.getMessage(), failure)
        : failure;
  }
}
