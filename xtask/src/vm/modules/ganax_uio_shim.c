// SPDX-License-Identifier: MIT OR GPL-2.0
/*
 * For tests only: shows a PCI card as the device of a Zynq board.
 *
 * The card becomes a UIO device as uio_pdrv_genirq makes one (map 0 the registers, the handler masks the interrupt,
 * writing 1 unmasks it), and two buffers of contiguous memory with the files that u-dma-buf documents: phys_addr, size,
 * dma_coherent below /sys/class/u-dma-buf, a node that maps the buffer, and its ioctl that synchronises. One buffer is
 * coherent. The other behaves as behind caches that write nothing back on their own: the processor has a copy, and only
 * what is synchronised goes from one to the other. Not for boards: they have the real ones.
 */
#include <linux/module.h>
#include <linux/pci.h>
#include <linux/interrupt.h>
#include <linux/uio_driver.h>
#include <linux/dma-mapping.h>
#include <linux/cdev.h>
#include <linux/version.h>
#include <linux/vmalloc.h>
#include <linux/uaccess.h>

#define BUFFER_BYTES (16 << 20)

/* As u-dma-buf's header has them. */
struct sync_arguments {
	u64 flags;
	u64 size;
	u64 offset;
};
#define SET_SYNC _IOW('U', 9, struct sync_arguments)
#define SYNC_COMMAND(flags) ((flags) & 3)
#define FOR_CPU 1
#define FOR_DEVICE 3

struct buffer {
	struct shim *shim;
	/* What the device reaches. */
	void *memory;
	dma_addr_t address;
	/* What the processor reaches, where that is not the same. */
	void *cached;
	struct cdev node;
	dev_t number;
};

struct shim {
	struct uio_info info;
	spinlock_t lock;
	bool masked;
	struct pci_dev *pci;
	struct class *class;
	struct buffer buffers[2];
};

static irqreturn_t shim_irq(int irq, struct uio_info *info)
{
	struct shim *shim = info->priv;

	spin_lock(&shim->lock);
	if (!shim->masked) {
		shim->masked = true;
		disable_irq_nosync(irq);
	}
	spin_unlock(&shim->lock);
	return IRQ_HANDLED;
}

static int shim_irqcontrol(struct uio_info *info, s32 on)
{
	struct shim *shim = info->priv;
	unsigned long flags;

	spin_lock_irqsave(&shim->lock, flags);
	if (on && shim->masked) {
		shim->masked = false;
		enable_irq(info->irq);
	} else if (!on && !shim->masked) {
		shim->masked = true;
		disable_irq_nosync(info->irq);
	}
	spin_unlock_irqrestore(&shim->lock, flags);
	return 0;
}

static ssize_t phys_addr_show(struct device *device, struct device_attribute *attribute, char *text)
{
	struct buffer *buffer = dev_get_drvdata(device);

	return sysfs_emit(text, "%pad\n", &buffer->address);
}
static DEVICE_ATTR_RO(phys_addr);

static ssize_t size_show(struct device *device, struct device_attribute *attribute, char *text)
{
	return sysfs_emit(text, "%d\n", BUFFER_BYTES);
}
static DEVICE_ATTR_RO(size);

static ssize_t dma_coherent_show(struct device *device, struct device_attribute *attribute, char *text)
{
	struct buffer *buffer = dev_get_drvdata(device);

	return sysfs_emit(text, "%d\n", !buffer->cached);
}
static DEVICE_ATTR_RO(dma_coherent);

static struct attribute *shim_attrs[] = {
	&dev_attr_phys_addr.attr,
	&dev_attr_size.attr,
	&dev_attr_dma_coherent.attr,
	NULL,
};
ATTRIBUTE_GROUPS(shim);

static int node_open(struct inode *inode, struct file *file)
{
	file->private_data = container_of(inode->i_cdev, struct buffer, node);
	return 0;
}

static int node_mmap(struct file *file, struct vm_area_struct *area)
{
	struct buffer *buffer = file->private_data;

	if (buffer->cached)
		return remap_vmalloc_range(area, buffer->cached, area->vm_pgoff);
	return dma_mmap_coherent(&buffer->shim->pci->dev, area, buffer->memory, buffer->address, BUFFER_BYTES);
}

static long node_ioctl(struct file *file, unsigned int command, unsigned long argument)
{
	struct buffer *buffer = file->private_data;
	struct sync_arguments sync;

	if (command != SET_SYNC)
		return -ENOTTY;
	if (copy_from_user(&sync, (void __user *)argument, sizeof(sync)))
		return -EFAULT;
	if (sync.offset > BUFFER_BYTES || sync.size > BUFFER_BYTES - sync.offset)
		return -EINVAL;
	if (!buffer->cached)
		return 0;
	if (SYNC_COMMAND(sync.flags) == FOR_DEVICE)
		memcpy(buffer->memory + sync.offset, buffer->cached + sync.offset, sync.size);
	else if (SYNC_COMMAND(sync.flags) == FOR_CPU)
		memcpy(buffer->cached + sync.offset, buffer->memory + sync.offset, sync.size);
	else
		return -EINVAL;
	return 0;
}

static const struct file_operations node_operations = {
	.owner = THIS_MODULE,
	.open = node_open,
	.mmap = node_mmap,
	.unlocked_ioctl = node_ioctl,
};

static int add_buffer(struct shim *shim, struct buffer *buffer, const char *name, bool coherent)
{
	struct device *device;
	int result;

	buffer->shim = shim;
	buffer->memory = dmam_alloc_coherent(&shim->pci->dev, BUFFER_BYTES, &buffer->address, GFP_KERNEL);
	if (!buffer->memory)
		return -ENOMEM;
	if (!coherent) {
		buffer->cached = vmalloc_user(BUFFER_BYTES);
		if (!buffer->cached)
			return -ENOMEM;
	}
	result = alloc_chrdev_region(&buffer->number, 0, 1, name);
	if (result)
		return result;
	cdev_init(&buffer->node, &node_operations);
	result = cdev_add(&buffer->node, buffer->number, 1);
	if (result)
		return result;
	device = device_create_with_groups(shim->class, &shim->pci->dev, buffer->number, buffer, shim_groups, name);
	return PTR_ERR_OR_ZERO(device);
}

static int add_buffers(struct shim *shim)
{
	int result = dma_set_mask_and_coherent(&shim->pci->dev, DMA_BIT_MASK(32));

	if (result)
		return result;
#if LINUX_VERSION_CODE >= KERNEL_VERSION(6, 4, 0)
	shim->class = class_create("u-dma-buf");
#else
	shim->class = class_create(THIS_MODULE, "u-dma-buf");
#endif
	if (IS_ERR(shim->class))
		return PTR_ERR(shim->class);
	result = add_buffer(shim, &shim->buffers[0], "udmabuf-ganax", true);
	if (result)
		return result;
	return add_buffer(shim, &shim->buffers[1], "udmabuf-cached", false);
}

static int shim_probe(struct pci_dev *pci, const struct pci_device_id *id)
{
	struct shim *shim = devm_kzalloc(&pci->dev, sizeof(*shim), GFP_KERNEL);
	int result;

	if (!shim)
		return -ENOMEM;
	result = pcim_enable_device(pci);
	if (result)
		return result;
	pci_set_master(pci);
	result = pci_alloc_irq_vectors(pci, 1, 1, PCI_IRQ_MSIX);
	if (result < 0)
		return result;
	shim->pci = pci;
	result = add_buffers(shim);
	if (result)
		return result;
	spin_lock_init(&shim->lock);
	shim->info.name = "ganax";
	shim->info.version = "1";
	shim->info.priv = shim;
	shim->info.irq = pci_irq_vector(pci, 0);
	shim->info.handler = shim_irq;
	shim->info.irqcontrol = shim_irqcontrol;
	shim->info.mem[0].name = "registers";
	shim->info.mem[0].memtype = UIO_MEM_PHYS;
	shim->info.mem[0].addr = pci_resource_start(pci, 0);
	shim->info.mem[0].size = pci_resource_len(pci, 0);
	return uio_register_device(&pci->dev, &shim->info);
}

/* Bound by driver_override only. It stays until the machine is switched off: there is no remove. */
static const struct pci_device_id shim_ids[] = { { } };
static struct pci_driver shim_driver = {
	.name = "ganax-uio-shim",
	.id_table = shim_ids,
	.probe = shim_probe,
	.driver.suppress_bind_attrs = true,
};

static int __init shim_init(void)
{
	return pci_register_driver(&shim_driver);
}
module_init(shim_init);
MODULE_LICENSE("Dual MIT/GPL");
MODULE_DESCRIPTION("test shim: a PCI card as UIO device and u-dma-buf");
