package io.bactrian.route;

import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.camel.CamelContext;
import org.apache.camel.Service;
import org.apache.camel.spi.BeanRepository;

/** The beans of another context, without those that whoever throws a context away would stop. */
final class SharedBeans implements BeanRepository {
    private final BeanRepository beans;

    SharedBeans(CamelContext context) {
        this.beans = context.getRegistry();
    }

    private static boolean isHarmless(Object bean) {
        return bean != null && !(bean instanceof Service);
    }

    @Override
    public Object lookupByName(String name) {
        Object bean = beans.lookupByName(name);
        return isHarmless(bean) ? bean : null;
    }

    @Override
    public <T> T lookupByNameAndType(String name, Class<T> type) {
        T bean = beans.lookupByNameAndType(name, type);
        return isHarmless(bean) ? bean : null;
    }

    @Override
    public <T> Map<String, T> findByTypeWithName(Class<T> type) {
        return beans.findByTypeWithName(type).entrySet().stream()
                .filter(entry -> isHarmless(entry.getValue()))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    @Override
    public <T> Set<T> findByType(Class<T> type) {
        return beans.findByType(type).stream().filter(SharedBeans::isHarmless).collect(Collectors.toSet());
    }
}
