package io.tidings.event.kafka;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.function.Predicate;
import kafka.server.BrokerServer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.test.KafkaClusterTestKit;
import org.apache.kafka.common.test.TestKitNodes;

/** Brokers in this JVM. */
final class Cluster implements AutoCloseable {

  private static final Duration LONG = Duration.ofSeconds(60);

  private final KafkaClusterTestKit kit;
  private final Admin admin;

  private Cluster(KafkaClusterTestKit kit) {
    this.kit = kit;
    this.admin = kit.admin();
  }

  /** Starts brokers whose topics have a replica on each. */
  static Cluster start(int brokers, Map<String, String> settings) throws Exception {
    KafkaClusterTestKit.Builder builder =
        new KafkaClusterTestKit.Builder(
            new TestKitNodes.Builder()
                .setCombined(brokers == 1)
                .setNumControllerNodes(1)
                .setNumBrokerNodes(brokers)
                .build());
    Map<String, String> all = new HashMap<>();
    all.put("auto.create.topics.enable", "false");
    all.put("offsets.topic.num.partitions", "1");
    all.put("offsets.topic.replication.factor", Integer.toString(brokers));
    all.put("default.replication.factor", Integer.toString(brokers));
    all.put("min.insync.replicas", brokers == 1 ? "1" : "2");
    all.put("group.initial.rebalance.delay.ms", "0");
    all.put("num.network.threads", "1");
    all.put("num.io.threads", "2");
    all.put("log.cleaner.enable", "false");
    all.put("broker.heartbeat.interval.ms", "200");
    all.put("broker.session.timeout.ms", "4000");
    all.putAll(settings);
    all.forEach(builder::setConfigProp);
    KafkaClusterTestKit kit = builder.build();
    try {
      kit.format();
      kit.startup();
      kit.waitForReadyBrokers();
      return new Cluster(kit);
    } catch (Exception | Error failure) {
      kit.close();
      throw failure;
    }
  }

  String bootstrap() {
    return kit.bootstrapServers();
  }

  Map<String, Object> settings() {
    return Map.of("bootstrap.servers", bootstrap(), "reconnect.backoff.max.ms", 100);
  }

  Admin admin() {
    return admin;
  }

  void topic(String name, int partitions, Map<String, String> settings) throws Exception {
    NewTopic topic = new NewTopic(name, partitions, (short) kit.brokers().size()).configs(settings);
    admin.createTopics(List.of(topic)).all().get();
  }

  void partitions(String topic, int partitions) throws Exception {
    admin.createPartitions(Map.of(topic, NewPartitions.increaseTo(partitions))).all().get();
  }

  void stop(int broker) {
    BrokerServer server = requireNonNull(kit.brokers().get(broker));
    server.shutdown();
    server.awaitShutdown();
  }

  void restart(int broker) {
    requireNonNull(kit.brokers().get(broker)).startup();
  }

  /** Waits until all replicas of a topic are in sync. */
  void awaitReplicas(String topic) {
    KafkaTest.await(
        () -> {
          try {
            return requireNonNull(
                    admin.describeTopics(List.of(topic)).allTopicNames().get().get(topic))
                .partitions()
                .stream()
                .allMatch(partition -> partition.isr().size() == partition.replicas().size());
          } catch (InterruptedException | ExecutionException failure) {
            return false;
          }
        });
  }

  /** Reads a topic from its start until records satisfy a condition. */
  List<ConsumerRecord<String, byte[]>> read(
      String topic, Predicate<List<ConsumerRecord<String, byte[]>>> isEnough) {
    Properties settings = new Properties();
    settings.put("bootstrap.servers", bootstrap());
    List<ConsumerRecord<String, byte[]>> records = new ArrayList<>();
    long deadline = System.nanoTime() + LONG.toNanos();
    try (KafkaConsumer<String, byte[]> consumer =
        new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer())) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(topic).stream()
              .map(info -> new TopicPartition(topic, info.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      while (!isEnough.test(records)) {
        consumer.poll(Duration.ofMillis(200)).forEach(records::add);
        if (System.nanoTime() - deadline > 0) {
          throw new AssertionError("only " + records.size() + " records of " + topic);
        }
      }
    }
    return records;
  }

  List<ConsumerRecord<String, byte[]>> read(String topic, int count) {
    return read(topic, records -> records.size() >= count);
  }

  @Override
  public void close() throws Exception {
    admin.close(Duration.ZERO);
    kit.close();
  }
}
