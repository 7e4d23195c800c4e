package io.bactrian.service;

import io.bactrian.approval.Approvals;
import io.bactrian.call.UsageLedger;
import io.bactrian.connection.Connections;
import io.bactrian.connection.Settings;
import io.bactrian.directory.Directory;
import io.bactrian.event.Gaps;
import io.bactrian.message.Messaging;
import io.bactrian.run.RunLedger;
import io.bactrian.run.StopSignal;
import io.bactrian.store.Tables;
import java.time.Clock;
import java.time.ZoneId;
import java.util.concurrent.ExecutorService;
import org.apache.camel.ProducerTemplate;

/** What the service is made of; {@code threads} must grow with need. */
public record ServiceParts(
        Settings settings,
        Connections connections,
        Tables tables,
        RunLedger runs,
        UsageLedger ledger,
        Approvals approvals,
        Directory directory,
        Messaging messaging,
        Gaps gaps,
        ProducerTemplate template,
        ExecutorService threads,
        StopSignal stop,
        Clock clock,
        ZoneId zone) {}
